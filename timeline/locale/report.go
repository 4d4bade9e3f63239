package locale

// reportTexts holds the words of the report.
var reportTexts = texts{}
