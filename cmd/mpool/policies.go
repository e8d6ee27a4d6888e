package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/planner"
	"mpool/internal/request"
)

func addOverrideFlags(f *planner.Override, flags *pflag.FlagSet) {
	addFields(flags, request.OverrideFields(f))
}
