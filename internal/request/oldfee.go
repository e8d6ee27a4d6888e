package request

import (
	"fmt"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/units"
)

// oldFee is a fee of fee-ramp under its old name, --from or --to. In other commands --from is an
// account, so it accepts only what can be a fee.
type oldFee struct {
	typed
	now string // current name of the field
}

func (f *oldFee) field(name string) Field {
	field := flag(name, batch.Text, f, "old name of "+f.now).in(batch.Percent)
	field.Old = true
	return field
}

// Set refuses a value that is not a fee.
func (f *oldFee) Set(words string) error {
	if _, err := units.ParsePercent(words); err != nil {
		return fmt.Errorf("it is an old name of --%s and takes a percentage, for example --%s 2%%; the sending account is --sender", f.now, f.now)
	}
	return f.typed.Set(words)
}

// into copies the fee to the field with the current name.
func (f *oldFee) into(fee *typed, old string) error {
	switch {
	case !f.given:
		return nil
	case fee.given:
		return failure.Usage("--%s and --%s cannot be combined: --%s is the old name", f.now, old, old).WithHint("omit --%s", old)
	}
	return fee.Set(f.words)
}
