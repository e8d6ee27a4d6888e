package main

import (
	"context"
	"errors"
	"syscall"

	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/inspect"
)

func newStatus(a *app) *cobra.Command {
	var block, later string
	var form inspect.StatusForm
	cmd := &cobra.Command{
		Use:   "status [POOL]",
		Short: "Show the state of a pool",
		Long:  withExitCodes(inspect.StatusHelp, failure.Done, failure.Plain, failure.Misuse, failure.Interrupted),
		Example: `  mpool status 0x… --rpc-url http://127.0.0.1:8545
  mpool status treasury --block finalized
  mpool status treasury --at "2026-12-24 09:00" --tz Europe/Zurich
  mpool status treasury --brief --watch
  mpool status treasury --ics treasury.ics
  mpool status treasury --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := chain.ParseBlockRef(block)
			if err != nil {
				err = failure.Usage("--block: %s", err).Because(err)
			}
			out := []files.Output{{Flag: "--ics", Path: form.Calendar}}
			past := cmd.Flags().Changed("block") || later != ""
			if err := failure.Together(err, form.Check(past, a.ui.Options.JSON), files.CheckOutputs(nil, out, a.inputs)); err != nil {
				return err
			}
			if form.Watch {
				return a.endless(a.looks.Watch(cmd.Context(), args, form.View))
			}
			return a.status(cmd.Context(), args, at, later, &form)
		},
	}
	cmd.Flags().StringVarP(&block, "block", "b", "latest", "block to read: a number, a hash, latest or finalized")
	cmd.Flags().StringVar(&later, "at", "", "show the pool at a later time, if nobody acts before: +3d, \"2026-12-24 09:00\" or unix seconds")
	cmd.Flags().BoolVar(&form.Brief, "brief", false, "five lines")
	cmd.Flags().BoolVar(&form.Details, "details", false, "all that is known of each token, in three tables")
	cmd.Flags().BoolVarP(&form.Watch, "watch", "w", false, "show each new block in place, until Ctrl-C")
	cmd.Flags().StringVar(&form.Calendar, "ics", "", "write the ends of changes that run or are scheduled to this calendar file")
	return cmd
}

// status shows a pool once.
func (a *app) status(ctx context.Context, args []string, at chain.BlockRef, later string, form *inspect.StatusForm) error {
	read := a.looks.Status
	if later != "" {
		read = func(ctx context.Context, args []string, at chain.BlockRef) (*inspect.StatusView, error) {
			return a.looks.Foresee(ctx, args, at, later)
		}
	}
	v, err := read(ctx, args, at)
	if err != nil {
		return err
	}
	if form.Calendar != "" {
		if err := a.leaveCalendar(form.Calendar, v.Calendar()); err != nil {
			return err
		}
	}
	return a.show(form.View(v))
}

func (a *app) leaveCalendar(path string, events []byte) error {
	if events == nil {
		a.ui.Note("no change runs or is scheduled: nothing is written to %s", path)
		return nil
	}
	return files.Output{Flag: "--ics", Path: path}.Write("the calendar", events)
}

// endless is the end of what only Ctrl-C ends, or a reader that has read enough: nothing
// went wrong.
func (a *app) endless(err error) error {
	a.answered = true
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
