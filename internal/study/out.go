package study

import (
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/report"
	"mpool/internal/text"
)

// mostSamples is the most rows of --series without --series-every.
const mostSamples = 5000

// Out says in which files and forms to report a backtest.
type Out struct {
	Dir         string
	Report      []string
	Plot        bool // draw charts in the text
	Series      string
	SeriesEvery int
	Trades      string
	Breakdown   string
	FailIf      []string
}

// outputs are the files to write, with their flags.
func (f *Out) outputs() []files.Output {
	var all []files.Output
	add := func(flag, path string) {
		all = append(all, files.Output{Flag: flag, Path: path, NewFolder: f.Dir != "" && filepath.Dir(path) == filepath.Clean(f.Dir)})
	}
	for _, path := range f.Report {
		add("--report", path)
	}
	add("--series", f.Series)
	add("--trades", f.Trades)
	if f.Dir != "" {
		for _, name := range []string{"result.json", "report.html", "report.md", "series.csv", "trades.csv"} {
			add("--out", filepath.Join(f.Dir, name))
		}
	}
	return all
}

// complete checks the flags before anything is read, and returns the conditions of --fail-if.
func (f *Out) complete() ([]backtest.Condition, error) {
	var conditions []backtest.Condition
	for _, words := range f.FailIf {
		c, err := backtest.ParseCondition(words)
		if err != nil {
			return nil, failure.Usage("--fail-if: %s", err).Because(err)
		}
		conditions = append(conditions, c)
	}
	if f.SeriesEvery < 0 {
		return nil, failure.Usage("--series-every must not be negative")
	}
	for _, path := range f.Report {
		if e := filepath.Ext(path); e != ".html" && e != ".md" {
			return nil, failure.Usage("--report: %s must end in .html or .md", text.Quote(path))
		}
	}
	if e := filepath.Ext(f.Trades); f.Trades != "" && e != ".csv" && e != ".json" {
		return nil, failure.Usage("--trades: %s must end in .csv or .json", text.Quote(f.Trades))
	}
	return conditions, nil
}

// spare refuses an output that is also an input or another output.
func (f *Out) spare(read *files.Inputs) error {
	return files.CheckOutputs(nil, f.outputs(), read)
}

// write writes the reports and the series.
func (f *Out) write(v *report.Backtest, by text.Reader) error {
	for _, out := range f.outputs() {
		data := []byte(nil)
		switch name := filepath.Base(out.Path); {
		case out.Path == "" || out.Flag == "--trades" || out.Flag == "--out" && name == "trades.csv":
			continue
		case out.Flag == "--series" || out.Flag == "--out" && name == "series.csv":
			data = seriesCSV(v)
		case out.Flag == "--out" && name == "result.json":
			var err error
			if data, err = json.MarshalIndent(v, "", "  "); err != nil {
				return err
			}
			data = append(data, '\n')
		case filepath.Ext(out.Path) == ".html":
			data = []byte(v.Page(by))
		default:
			data = []byte(v.Comment(by))
		}
		if err := out.Write("the report", data); err != nil {
			return err
		}
	}
	return nil
}

// seriesCSV has one row per sample.
func seriesCSV(v *report.Backtest) []byte {
	var b strings.Builder
	b.WriteString("timestamp,value,hold,rebalanced,lvr,arb,fees,gas,bpt")
	for _, kind := range []string{"balance_", "weight_"} {
		for _, name := range v.Tokens {
			b.WriteString("," + csvCell(kind+string(name)))
		}
	}
	b.WriteString("\n")
	for _, s := range v.Samples {
		b.WriteString(strconv.FormatInt(s.At, 10))
		for _, x := range append(append([]float64{s.Value, s.Hold, s.Rebalanced, s.LVR, s.Arbitrage, s.Fees, s.Gas, s.Bpt}, s.Balances...), s.Weights...) {
			b.WriteString("," + strconv.FormatFloat(x, 'g', -1, 64))
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}
