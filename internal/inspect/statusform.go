package inspect

import (
	"mpool/internal/failure"
	"mpool/internal/text"
)

// StatusForm is how a status is shown.
type StatusForm struct {
	Brief, Details, Watch bool
	Calendar              string // the file of the calendar; empty: none
}

// Check refuses what does not go together. past says that a block or a later time is asked
// for.
func (f *StatusForm) Check(past, json bool) error {
	switch {
	case f.Brief && f.Details:
		return failure.Usage("--brief and --details exclude each other").WithHint("give one of them")
	case f.Watch && past:
		return failure.Usage("--watch shows the newest block: --block and --at do not go with it")
	case f.Watch && json:
		return failure.Usage("--watch goes on and on, and --json is one document").WithHint("run mpool status --json again and again, or mpool wait")
	case f.Watch && f.Calendar != "":
		return failure.Usage("--ics is written once, and does not go with --watch")
	}
	return nil
}

// View is the status in that form.
func (f *StatusForm) View(v *StatusView) text.View {
	switch {
	case f.Brief:
		return BriefView{v}
	case f.Details:
		return DetailsView{v}
	}
	return v
}
