package failure

import "errors"

// Innermost is the innermost error, without what the libraries put around it.
func Innermost(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}
