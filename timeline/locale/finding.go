package locale

// findingTexts holds the sentences of findings and of their reasons.
var findingTexts = map[string][2]string{}
