package locale

// webTexts holds the words of the viewer.
var webTexts = texts{}
