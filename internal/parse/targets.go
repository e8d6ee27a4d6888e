package parse

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"mpool/internal/foreign"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Target is a weight, with its place in the file.
type Target struct {
	ops.Target
	Line, Column int
}

// TargetsWanted is what a file of weights must contain.
const TargetsWanted = `weights: CSV such as WETH,30% in each line, or JSON such as {"WETH": "30%"}`

// Targets reads weights from a file. It is CSV with the columns token and weight, with or without a
// header, or JSON: an object {"WETH": "30%"}, or an array of {"token": "WETH", "weight": "30%"}. A
// weight is a percentage or rest. Every mistake is reported with its line or number.
func Targets(words []byte) ([]Target, error) {
	words = bytes.TrimRight(bytes.TrimPrefix(words, []byte("\uFEFF")), " \t\r\n") // some editors begin a file with a byte order mark
	var targets []Target
	var err error
	switch start := bytes.TrimSpace(words); {
	case len(start) == 0:
		return nil, errors.New("the file is empty: write a token and its weight in each line, as in WETH,30%")
	case start[0] == '{':
		targets, err = targetsObject(words)
	case start[0] == '[':
		targets, err = targetsArray(words)
	default:
		targets, err = targetsCSV(words)
	}
	return targets, errors.Join(err, ops.CheckTargets(Plain(targets)))
}

// Plain returns the weights without their places.
func Plain(targets []Target) (list []ops.Target) {
	for _, t := range targets {
		list = append(list, t.Target)
	}
	return list
}

// targetsCSV reads two columns, separated by commas, or by semicolons if no line has a comma.
func targetsCSV(words []byte) ([]Target, error) {
	r := csv.NewReader(bytes.NewReader(words))
	r.FieldsPerRecord, r.Comment, r.TrimLeadingSpace = -1, '#', true
	if !bytes.ContainsRune(words, ',') {
		r.Comma = ';'
	}
	var targets []Target
	var wrong []error
	for first := true; ; first = false {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return targets, errors.Join(wrong...)
		}
		if err != nil {
			return nil, errors.Join(append(wrong, brokenCSV(err))...)
		}
		line, _ := r.FieldPos(0)
		if first && isHeader(cells) {
			continue
		}
		target, err := targetOf(cells)
		if err != nil && first && len(cells) == 2 && !strings.ContainsAny(cells[1], "0123456789") {
			return nil, &foreign.At{Line: line, Column: 1, Wanted: "the columns token,weight", Err: errors.New("unknown columns: write token,weight, or omit this line")}
		}
		if err != nil {
			place, column := r.FieldPos(len(cells) - 1)
			wrong = append(wrong, &foreign.At{Line: place, Column: column, Wanted: rowOfTwo, Err: err})
		}
		targets = append(targets, Target{target, line, 1})
	}
}

func brokenCSV(err error) error {
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		return &foreign.At{Line: broken.Line, Column: broken.Column, Wanted: rowOfTwo, Err: errors.New("a quotation mark is missing or too many")}
	}
	return err
}

// rowOfTwo and percentOrRest are what belongs in a file of weights.
const (
	rowOfTwo      = "a token and its weight, such as WETH,30%"
	percentOrRest = "a percentage in quotes, such as \"30%\", or \"rest\""
)

func isHeader(cells []string) bool {
	return len(cells) == 2 && strings.EqualFold(strings.TrimSpace(cells[0]), "token") && strings.EqualFold(strings.TrimSpace(cells[1]), "weight")
}

func targetOf(cells []string) (ops.Target, error) {
	if len(cells) != 2 {
		return ops.Target{}, fmt.Errorf("it has %s, not two: write TOKEN,30%%", text.Plural(len(cells), "column"))
	}
	token := strings.TrimSpace(cells[0])
	if token == "" {
		return ops.Target{}, errors.New("it names no token: write TOKEN,30%")
	}
	return ops.ParseTarget(token, strings.TrimSpace(cells[1]))
}

// targetsObject reads the members one by one, so that it can refuse a duplicate token.
func targetsObject(words []byte) ([]Target, error) {
	d := json.NewDecoder(bytes.NewReader(words))
	_, _ = d.Token() // the opening brace
	var targets []Target
	var wrong []error
	for d.More() {
		name, err := d.Token()
		line, column := foreign.Spot(words, d.InputOffset())
		var value any
		if err == nil {
			err = d.Decode(&value)
		}
		if err != nil {
			return nil, brokenJSON(d, words, err)
		}
		target, err := targetOfJSON(fmt.Sprint(name), value)
		if err != nil {
			wrong = append(wrong, &foreign.At{Line: line, Column: column, Wanted: percentOrRest, Err: err})
		}
		targets = append(targets, Target{target, line, column})
	}
	if _, err := d.Token(); err != nil {
		return nil, brokenJSON(d, words, err)
	}
	return targets, errors.Join(append(wrong, nothingMore(d))...)
}

func targetsArray(words []byte) ([]Target, error) {
	d := json.NewDecoder(bytes.NewReader(words))
	d.DisallowUnknownFields()
	_, _ = d.Token() // the opening bracket
	var targets []Target
	var wrong []error
	for n := 1; d.More(); n++ {
		line, column := foreign.Spot(words, d.InputOffset())
		var row struct {
			Token  string `json:"token"`
			Weight any    `json:"weight"`
		}
		if err := d.Decode(&row); err != nil {
			return nil, brokenJSON(d, words, err)
		}
		target, err := targetOfJSON(row.Token, row.Weight)
		if err != nil {
			wrong = append(wrong, &foreign.At{Line: line, Column: column, Wanted: percentOrRest, Err: fmt.Errorf("number %d: %w", n, err)})
		}
		targets = append(targets, Target{target, line, column})
	}
	if _, err := d.Token(); err != nil {
		return nil, brokenJSON(d, words, err)
	}
	return targets, errors.Join(append(wrong, nothingMore(d))...)
}

func targetOfJSON(token string, value any) (ops.Target, error) {
	words, isText := value.(string)
	switch {
	case strings.TrimSpace(token) == "":
		return ops.Target{}, errors.New(`it names no token: write {"token": "WETH", "weight": "30%"}`)
	case !isText:
		return ops.Target{}, fmt.Errorf(`the weight of %s is not text: write it in quotes and with its percent sign, "30%%"`, text.Quote(token))
	}
	return ops.ParseTarget(strings.TrimSpace(token), strings.TrimSpace(words))
}

// nothingMore refuses text after the document.
func nothingMore(d *json.Decoder) error {
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something stands behind the JSON document")
	}
	return nil
}

func brokenJSON(d *json.Decoder, words []byte, err error) error {
	offset := d.InputOffset()
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		offset, err = syntax.Offset, fmt.Errorf("it is not valid JSON: at byte %d", syntax.Offset)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		offset, err = int64(len(words)), errors.New("it is not valid JSON: its end is missing")
	default:
		err = errors.New(`it is not the JSON of weights: write {"WETH": "30%"} or [{"token": "WETH", "weight": "30%"}]`)
	}
	line, column := foreign.Spot(words, offset)
	return &foreign.At{Line: line, Column: column, Err: err}
}
