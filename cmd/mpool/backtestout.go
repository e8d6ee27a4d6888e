package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/flagvalue"
	"mpool/internal/study"
)

func addOutFlags(f *study.Out, flags *pflag.FlagSet) {
	flags.StringVar(&f.Dir, "out", "", "write result.json, report.html, report.md, series.csv and trades.csv into this folder")
	flags.StringSliceVar(&f.Report, "report", nil, "write a report to this file: .html, a page that needs nothing else, or .md; repeatable")
	flags.BoolVar(&f.Plot, "plot", false, "draw the charts in the text")
	flags.StringVar(&f.Series, "series", "", "write what is measured over time to this file, as CSV")
	flags.IntVar(&f.SeriesEvery, "series-every", 0, "a row of --series each so many steps (default as many as make 5000 rows or fewer)")
	flags.StringVar(&f.Trades, "trades", "", "write every swap to this file: .csv or .json")
	flags.Var(flagvalue.Choice{Value: &f.Breakdown, Of: []string{"day", "week", "month"}}, "breakdown", "say what each day, week or month did")
	flags.StringSliceVar(&f.FailIf, "fail-if", nil, "end with exit code 3 if this holds of the result: 'il<-5%', 'trips>0'; repeatable")
}
