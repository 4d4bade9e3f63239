package generic

import "github.com/duizheng/duizheng/parsers"

// Propose finds a profile.
func Propose(h *parsers.Head) (Profile, []string, bool) { return Profile{}, nil, false }
