package locale

// cmdTexts holds the words of the command line.
var cmdTexts = map[string][2]string{}
