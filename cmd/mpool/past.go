package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/planner"
)

func addFromFlag(f *planner.Past, cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.From, "from-block", "", "read events from this block instead of the pool's creation")
}

func addSinceFlag(f *planner.Past, cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.Since, "since", "", "read from this time on: 30d (ago), 2026-01-31, \"2026-01-31 12:00\" (in --tz), \"2026-01-31 12:00 Europe/Zurich\", 2026-01-31T12:00Z or unix seconds")
}
