package reconstruct

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/check"
)

// rulesSetting is where a case keeps what its user tuned.
const rulesSetting = "rules"

// A tuning is one rule as the user wants it.
type tuning struct {
	ID        string        `json:"id"`
	Tolerance time.Duration `json:"tolerance"` // nanoseconds, up to which nothing is reported
	Firm      time.Duration `json:"firm"`      // nanoseconds, beyond which a finding is firm
	Off       bool          `json:"off,omitempty"`
}

// Rules are the rules in force in a case: the defaults and what the user tuned.
func Rules(ctx context.Context, store *casefile.Store) (check.Rules, error) {
	tuned, err := tunings(ctx, store)
	if err != nil {
		return nil, err
	}
	rules := check.DefaultRules()
	for _, t := range tuned {
		if rules, err = rules.Set(t.ID, t.Tolerance, t.Firm, t.Off); err != nil {
			return nil, err
		}
	}
	return rules, nil
}

func tunings(ctx context.Context, store *casefile.Store) (tuned []tuning, err error) {
	raw, err := store.Setting(ctx, rulesSetting)
	if err != nil || raw == "" {
		return nil, err
	}
	if err := json.Unmarshal([]byte(raw), &tuned); err != nil {
		return nil, fmt.Errorf("the case's setting %q cannot be read: %w", rulesSetting, err)
	}
	return tuned, nil
}

// TuneRule changes the tolerances of one rule in this case, or switches it
// off, and marks everything to be checked again.
func TuneRule(ctx context.Context, store *casefile.Store, id string, tolerance, firm time.Duration, off bool) error {
	if _, err := check.DefaultRules().Set(id, tolerance, firm, off); err != nil {
		return err
	}
	tuned, err := tunings(ctx, store)
	if err != nil {
		return err
	}
	kept := tuned[:0]
	for _, t := range tuned {
		if t.ID != id {
			kept = append(kept, t)
		}
	}
	raw, err := json.Marshal(append(kept, tuning{id, tolerance, firm, off}))
	if err != nil {
		return err
	}
	if err := store.SetSetting(ctx, rulesSetting, string(raw)); err != nil {
		return err
	}
	return store.TouchAll(ctx)
}
