package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/rehearsal"
)

func addReportFlags(f *rehearsal.Forms, flags *pflag.FlagSet) {
	flags.BoolVar(&f.Md, "md", false, "write the report as Markdown, for a pull request's comment")
	flags.BoolVar(&f.Plot, "plot", false, "draw what changes over time in the text")
	flags.StringVar(&f.HTML, "html", "", "write the report to this file, as a page that needs nothing else")
	flags.StringVar(&f.Junit, "junit", "", "write the report to this file, as JUnit's XML")
	flags.StringVar(&f.Svg, "svg", "", "write the charts to this file, as SVG")
	flags.StringVar(&f.Png, "png", "", "write the charts to this file, as PNG")
}
