package failure

import "errors"

// Together is the failure for several mistakes at once: the first one, which reports the
// others after it; nil if there are none. An error that is not a failure counts as a usage
// error.
func Together(errs ...error) error {
	var all []*Failure
	for _, err := range errs {
		all = append(all, apart(err)...)
	}
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	first := *all[0]
	first.More = append(first.More, all[1:]...)
	return &first
}

// apart returns the failures in an error, which errors.Join may have joined.
func apart(err error) []*Failure {
	if err == nil {
		return nil
	}
	if joined, is := err.(interface{ Unwrap() []error }); is {
		var all []*Failure
		for _, one := range joined.Unwrap() {
			all = append(all, apart(one)...)
		}
		return all
	}
	var f *Failure
	if errors.As(err, &f) {
		return f.All()
	}
	return []*Failure{Usage("%s", err).Because(err)}
}

// All returns the failure and those that were found with it.
func (f *Failure) All() []*Failure {
	alone := *f
	alone.More = nil
	all := []*Failure{&alone}
	for _, more := range f.More {
		all = append(all, more.All()...)
	}
	return all
}

// HintAtEnd gives the last of the mistakes a hint that is about all of them, if none of them has a
// hint.
func (f *Failure) HintAtEnd(hint string) {
	last := f
	for _, one := range append([]*Failure{f}, f.More...) {
		if one.Hint != "" {
			return
		}
		last = one
	}
	last.Hint = hint
}

// Each puts the same prefix, such as "--to: ", before each of the joined errors.
func Each(prefix string, err error) error {
	var all []error
	for _, one := range apart(err) {
		said := *one
		said.Message = prefix + said.Message
		all = append(all, &said)
	}
	return errors.Join(all...)
}
