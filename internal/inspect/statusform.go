package inspect

import (
	"context"
	"errors"
	"syscall"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/text"
)

// StatusForm is the request for a status: which pools and blocks, and in which form.
type StatusForm struct {
	Block, Later          string // the block, and a later time as typed; empty: the newest block, and no projection
	Brief, Details, Watch bool
	All                   bool   // every configured pool
	Calendar              string // file for the calendar; empty: none
}

// Check refuses flags that cannot be combined, all at once.
func (f *StatusForm) Check(args []string, json bool, reads *files.Inputs) error {
	_, err := f.at()
	return failure.Together(err, f.checkSeveral(args), f.checkTogether(json), files.CheckOutputs(nil, []files.Output{f.calendar()}, reads))
}

// checkSeveral refuses flags for one pool together with several pools.
func (f *StatusForm) checkSeveral(args []string) error {
	switch {
	case f.All && len(args) > 0:
		return failure.Usage("--all shows every pool of the configuration: omit %s", text.Quote(args[0]))
	case (f.All || len(args) > 1) && (f.Brief || f.Details || f.Watch || f.Block != "" || f.Later != "" || f.Calendar != ""):
		return failure.Usage("several pools are shown in a table of the newest block: omit --brief, --details, --watch, --block, --at and --ics").WithHint("or name one pool")
	}
	return nil
}

func (f *StatusForm) checkTogether(json bool) error {
	switch {
	case f.Brief && f.Details:
		return failure.Usage("use only one of --brief and --details")
	case f.Watch && (f.Block != "" || f.Later != ""):
		return failure.Usage("--watch shows the newest block: omit --block and --at")
	case f.Watch && json:
		return failure.Usage("--watch does not end, and --json is one document").WithHint("run mpool status --json again and again, or mpool wait")
	case f.Watch && f.Calendar != "":
		return failure.Usage("--ics is written once: omit --watch")
	}
	return nil
}

func (f *StatusForm) at() (chain.BlockRef, error) {
	if f.Block == "" {
		return chain.Latest(), nil
	}
	at, err := chain.ParseBlockRef(f.Block)
	if err != nil {
		return at, failure.Usage("--block: %s", err).Because(err)
	}
	return at, nil
}

func (f *StatusForm) calendar() files.Output {
	return files.Output{Flag: "--ics", Path: f.Calendar}
}

// View returns the status in the requested form.
func (f *StatusForm) View(v *StatusView) text.View {
	switch {
	case f.Brief:
		return BriefView{v}
	case f.Details:
		return DetailsView{v}
	}
	return v
}

// Show reads one pool and writes its calendar, or reads several pools.
func (r *Reader) Show(ctx context.Context, args []string, form *StatusForm) (text.View, error) {
	if form.All || len(args) > 1 {
		return r.showAll(ctx, args, form)
	}
	at, err := form.at()
	if err != nil {
		return nil, err
	}
	read := r.Status
	if form.Later != "" {
		read = func(ctx context.Context, args []string, at chain.BlockRef) (*StatusView, error) {
			return r.Foresee(ctx, args, at, form.Later)
		}
	}
	v, err := read(ctx, args, at)
	if err != nil {
		return nil, err
	}
	return form.View(v), r.leaveCalendar(form, v.Calendar())
}

func (r *Reader) leaveCalendar(form *StatusForm, events []byte) error {
	switch {
	case form.Calendar == "":
		return nil
	case events == nil:
		gone, err := form.calendar().Clear()
		if gone {
			r.UI.Warn("calendar.cleared", "no change runs or is scheduled: the older calendar %s was removed", form.Calendar)
		} else if err == nil {
			r.UI.Note("no change runs or is scheduled: nothing is written to %s", form.Calendar)
		}
		return err
	}
	return form.calendar().Write("the calendar", events)
}

// Ended converts the errors with which an endless command normally ends. Ctrl-C becomes a failure
// without a message, and a closed pipe becomes nil.
func Ended(err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		f := failure.New(failure.Interrupted, "interrupted", "interrupted")
		f.Told = true
		return f
	case errors.Is(err, syscall.EPIPE):
		return nil
	}
	return err
}
