package parse

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/text"
)

// Targets reads weights from a file. It is CSV with the columns token and weight, with or without a
// header, or JSON: an object {"WETH": "30%"}, or an array of {"token": "WETH", "weight": "30%"}. A
// weight is a percentage or rest. Every mistake is reported with its line or number.
func Targets(words []byte) ([]ops.Target, error) {
	words = bytes.TrimSpace(bytes.TrimPrefix(words, []byte("\uFEFF"))) // some editors begin a file with a byte order mark
	var targets []ops.Target
	var err error
	switch {
	case len(words) == 0:
		return nil, errors.New("the file is empty: write a token and its weight in each line, as in WETH,30%")
	case words[0] == '{':
		targets, err = targetsObject(words)
	case words[0] == '[':
		targets, err = targetsArray(words)
	default:
		targets, err = targetsCSV(words)
	}
	return targets, errors.Join(err, ops.CheckTargets(targets))
}

// targetsCSV reads two columns, separated by commas, or by semicolons if no line has a comma.
func targetsCSV(words []byte) ([]ops.Target, error) {
	r := csv.NewReader(bytes.NewReader(words))
	r.FieldsPerRecord, r.Comment, r.TrimLeadingSpace = -1, '#', true
	if !bytes.ContainsRune(words, ',') {
		r.Comma = ';'
	}
	var targets []ops.Target
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
			return nil, fmt.Errorf("line %d: unknown columns: write token,weight, or omit this line", line)
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("line %d: %w", line, err))
		}
		targets = append(targets, target)
	}
}

func brokenCSV(err error) error {
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		return fmt.Errorf("line %d: a quotation mark is missing or too many", broken.Line)
	}
	return err
}

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
func targetsObject(words []byte) ([]ops.Target, error) {
	d := json.NewDecoder(bytes.NewReader(words))
	_, _ = d.Token() // the opening brace
	var targets []ops.Target
	var wrong []error
	for d.More() {
		name, err := d.Token()
		var value any
		if err == nil {
			err = d.Decode(&value)
		}
		if err != nil {
			return nil, brokenJSON(err)
		}
		target, err := targetOfJSON(fmt.Sprint(name), value)
		if err != nil {
			wrong = append(wrong, err)
		}
		targets = append(targets, target)
	}
	if _, err := d.Token(); err != nil {
		return nil, brokenJSON(err)
	}
	return targets, errors.Join(append(wrong, nothingMore(d))...)
}

func targetsArray(words []byte) ([]ops.Target, error) {
	d := json.NewDecoder(bytes.NewReader(words))
	d.DisallowUnknownFields()
	var rows []struct {
		Token  string `json:"token"`
		Weight any    `json:"weight"`
	}
	if err := d.Decode(&rows); err != nil {
		return nil, brokenJSON(err)
	}
	var targets []ops.Target
	var wrong []error
	for i, row := range rows {
		target, err := targetOfJSON(row.Token, row.Weight)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("number %d: %w", i+1, err))
		}
		targets = append(targets, target)
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

func brokenJSON(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("it is not valid JSON: at byte %d", syntax.Offset)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("it is not valid JSON: its end is missing")
	}
	return errors.New(`it is not the JSON of weights: write {"WETH": "30%"} or [{"token": "WETH", "weight": "30%"}]`)
}
