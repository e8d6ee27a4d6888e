package failure

import "errors"

// Innermost returns the innermost error, without the text that libraries add around it.
func Innermost(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}
