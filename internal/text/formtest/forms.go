// Package formtest finds numbers and times that do not have the forms of package text, for tests.
// docs/json.md lists the forms.
package formtest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Wrong lists the places of a page where a number or a time has another form.
func Wrong(page string) []string {
	var list []string
	for line := range strings.Lines(page) {
		line = strings.TrimRight(line, "\n")
		for _, wrong := range wrongIn(spared(line)) {
			list = append(list, fmt.Sprintf("%s, in: %s", wrong, line))
		}
	}
	return list
}

// exact matches parts of a line that may have exact numbers, each with its reason.
func exact() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`https?://\S+`),                                 // an address of a node
		regexp.MustCompile(`0x[0-9a-fA-F]+`),                               // an address, a hash or data
		regexp.MustCompile("`\\d{6,}` \\S+"),                               // the same in Markdown
		regexp.MustCompile(`"[^"]*"|'[^']*'|` + "`[^`]*`"),                 // quoted text that somebody typed
		regexp.MustCompile(`\bmpool [a-z].*`),                              // a command to paste: flags take exact numbers
		regexp.MustCompile(`^\s+(-\w, )?--[a-z].*`),                        // the help of a flag
		regexp.MustCompile(`--[a-z-]+[ =]\S+`),                             // a flag to paste
		regexp.MustCompile(`= (at least |at most |exactly )?-?\d+ \(.*\)`), // an argument of a call, to the wei
		regexp.MustCompile(`\b\d{6,} \([^)]*\)`),                           // the same in a table
		regexp.MustCompile(`(use|write|like|as in|one of) .*`),             // forms that flags accept
		regexp.MustCompile(`\bsums? to [0-9.]+%.*`),                        // a sum that may be wrong by one wei
		regexp.MustCompile(`\bpredicted .*`),                               // a difference that may be one wei
		regexp.MustCompile(`\b(is|are) [0-9.]+ BPT\b.*|\bfair \S+.*`),      // values of --mint and --burn
		regexp.MustCompile(`\b[a-z]+:\S+`),                                 // a scenario, in the form in which it is typed
		regexp.MustCompile(`\b\d{4}-\d\d-\d\dT[0-9:.]+Z?-[0-9a-f]+\b`),     // the name of a record
	}
}

func spared(line string) string {
	for _, of := range exact() {
		line = of.ReplaceAllString(line, "·")
	}
	return line
}

// forms are the forms that no text may have.
func forms() map[string]*regexp.Regexp {
	return map[string]*regexp.Regexp{
		"a time as programs write it":    regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d`),
		"a span as flags take it":        regexp.MustCompile(`\b\d+d\d+h|\b\d+h\d+m|\b\d+m\d+s|\b\d{3,}s\b`),
		"a percentage with zeros behind": regexp.MustCompile(`\d\.\d*0%`),
		"a share below a bound":          regexp.MustCompile(`<\s?\d+(\.\d+)?%`),
		"thousands without commas":       regexp.MustCompile(`(^|[^.,\d])\d{4,}(\.\d+)? ?(%|[A-Z]{3,6}\b|gas\b|gwei\b|days?\b|hours?\b|times\b|trades?\b|points\b)`),
		"thousands with blanks":          regexp.MustCompile(`\b\d{1,3}( \d{3})+\b ?(gas|[A-Z]{3,6})\b`),
		"more decimals than can be seen": regexp.MustCompile(`[1-9]\.\d{13,}|\b0\.0*[1-9]\d{12,}`),
	}
}

var percentage = regexp.MustCompile(`\d[\d,]*(\.\d+)?%`)

func wrongIn(line string) []string {
	var list []string
	for what, form := range forms() {
		if found := form.FindString(line); found != "" && !smallest(found) {
			list = append(list, what+": "+found)
		}
	}
	all := percentage.FindAllString(line, -1)
	for _, p := range all {
		if decimals(p) > 4 && value(p) >= 0.001 && !near(all) {
			list = append(list, "a percentage with more than four decimals: "+p)
		}
	}
	return list
}

// smallest reports whether a number begins with nine zeros after the point: four of its digits are
// shown.
func smallest(number string) bool { return strings.HasPrefix(number, "0.000000000") }

func decimals(percentage string) int {
	_, behind, _ := strings.Cut(strings.TrimSuffix(percentage, "%"), ".")
	return len(behind)
}

func value(percentage string) float64 {
	v, _ := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSuffix(percentage, "%"), ",", ""), 64)
	return v
}

// near reports whether two percentages of a line differ by less than a hundredth of a point. They then
// have as many decimals as tell them apart.
func near(all []string) bool {
	for i, a := range all {
		for _, b := range all[:i] {
			if by := value(a) - value(b); by != 0 && by < 0.01 && by > -0.01 {
				return true
			}
		}
	}
	return false
}
