package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/flagvalue"
	"mpool/internal/study"
)

func addOutFlags(f *study.Out, flags *pflag.FlagSet) {
	flags.StringVar(&f.Dir, "out", "", "write result.json, report.html, report.md, series.csv and trades.csv into this folder")
	flags.StringSliceVar(&f.Report, "report", nil, "write a report to this file: .html (self-contained) or .md; repeatable")
	flags.BoolVar(&f.Plot, "plot", false, "draw the charts in the text")
	flags.StringVar(&f.Series, "series", "", "write the time series to this file, as CSV")
	flags.IntVar(&f.SeriesEvery, "series-every", 0, "one row of --series per this many steps (default: at most 5000 rows)")
	flags.StringVar(&f.Trades, "trades", "", "write every swap to this file: .csv or .json")
	flags.Var(flagvalue.Choice{Value: &f.Breakdown, Of: []string{"day", "week", "month"}}, "breakdown", "also report each day, week or month")
	flags.StringSliceVar(&f.FailIf, "fail-if", nil, "exit with 3 if the result meets this condition: 'il<-5%', 'trips>0'; repeatable")
}
