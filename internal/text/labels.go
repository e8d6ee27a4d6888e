package text

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// Labels are the user's names for addresses.
type Labels = map[common.Address]string

// Labelled adds to each address its label in quotation marks: the label is the user's and not a finding
// of mpool. It does not change text to paste: an address after "mpool " or "=", and hex that is longer
// than an address.
func Labelled(line string, labels Labels) string {
	if len(labels) == 0 {
		return line
	}
	var out strings.Builder
	for {
		i := strings.Index(line, "0x")
		if i < 0 || len(line) < i+addressDigits+2 {
			break
		}
		before, after := out.String()+line[:i], line[i+addressDigits+2:]
		words := line[i : i+addressDigits+2]
		label := ""
		if common.IsHexAddress(words) && stands(before, after) {
			label = labels[common.HexToAddress(words)]
		}
		if label == "" {
			out.WriteString(line[:i+2])
			line = line[i+2:]
			continue
		}
		out.WriteString(line[:i] + words + ` ("` + label + `")`)
		line = after
	}
	return out.String() + line
}

const addressDigits = 40

// stands reports whether an address between before and after is part of a sentence.
func stands(before, after string) bool {
	if after != "" && isWord(after[0]) || before != "" && (isWord(before[len(before)-1]) || before[len(before)-1] == '=') {
		return false
	}
	return !strings.Contains(before, "mpool ") && !strings.Contains(before, "://")
}

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '/'
}

// shownRows returns the cells of a table with labels after addresses, and times in the page's zone.
func (p *Page) shownRows(rows [][]string) [][]string {
	if len(p.Labels) == 0 && p.Zone == nil {
		return rows
	}
	var list [][]string
	for _, row := range rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, p.shown(cell))
		}
		list = append(list, cells)
	}
	return list
}
