// Package answer writes the result of a command, as text or as a JSON document, and the failure that
// ends it, with its exit code.
package answer

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"

	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/jq"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// SchemaVersion increases when a key changes its name or its meaning: docs/json.md.
const SchemaVersion = 2

// Envelope is the only JSON document of a command. Its form follows cast's.
type Envelope struct {
	SchemaVersion int               `json:"schema_version"`
	Success       bool              `json:"success"`
	Data          any               `json:"data"`
	Errors        []console.Message `json:"errors"`
	Warnings      []console.Message `json:"warnings"`
}

// warned is a view with findings, so that all warnings of a document are in one list.
type warned interface {
	Warnings() []ops.Finding
}

// Writer writes the result of one run of the program.
type Writer struct {
	UI     *console.Console
	Out    io.Writer // standard output, for the only result
	Err    io.Writer
	Filter jq.Filter // the filter of --jq; without it, the document is unchanged
	Given  bool      // the result was written
	// Reached is true once the command's arguments were accepted and it started. Sends is true for
	// commands that can send.
	Reached, Sends bool
}

// Show writes the command's only result to standard output. A command that continues afterwards, such
// as devnet, may call it early.
func (w *Writer) Show(v text.View) error {
	w.Given = true
	if w.UI.Options.JSON {
		return w.writeEnvelope(v, nil)
	}
	return w.writeText(v)
}

// Rows is a result with a CSV form.
type Rows interface {
	text.View
	CSV(to io.Writer) error
}

// OneForm refuses --csv together with --json.
func (w *Writer) OneForm(csv bool) error {
	if csv && w.UI.Options.JSON {
		return failure.Usage("--csv and --json cannot be combined").WithHint("use one of them")
	}
	return nil
}

// ShowAs shows a result, as CSV if csv is true.
func (w *Writer) ShowAs(csv bool, v Rows) error {
	if !csv {
		return w.Show(v)
	}
	w.Given = true
	return v.CSV(w.Out)
}

// Report writes a failure: two lines on standard error, or the JSON document. If the document was
// written already, it uses the lines in JSON mode too.
func (w *Writer) Report(f *failure.Failure) {
	if w.UI.Options.JSON && !w.Given {
		if w.writeEnvelope(f.Result, console.MessagesOf(f)) == nil && !w.Filter.Given() {
			return
		}
	}
	if f.Result != nil && !w.Given && !w.Filter.Given() {
		_ = w.writeAbove(f.Result, f.Code) // the error that follows matters more
	}
	for _, m := range console.MessagesOf(f) {
		w.UI.SayAs("error", m.Message)
		if m.Hint != "" {
			w.UI.Say("hint: " + m.Hint)
		}
	}
}

func (w *Writer) writeText(v text.View) error { return w.writeAbove(v, "") }

// writeAbove writes a result above the error about a finding. If both are on one terminal, the result
// omits that finding.
func (w *Writer) writeAbove(v text.View, code string) error {
	p := w.UI.NewPage()
	if console.IsTerminal(w.Out) && console.IsTerminal(w.Err) {
		p.Below = code
	}
	v.Text(p)
	_, err := io.WriteString(w.Out, p.String())
	return err
}

func (w *Writer) writeEnvelope(data text.View, errs []console.Message) error {
	e := Envelope{
		SchemaVersion: SchemaVersion,
		Success:       len(errs) == 0,
		Data:          data,
		Errors:        withDetails(errs),
		Warnings:      withDetails(AllWarnings(data, w.UI.Warnings)),
	}
	var document bytes.Buffer
	enc := json.NewEncoder(&document)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e); err != nil {
		return err
	}
	if w.Filter.Given() {
		return w.writeFiltered(document.Bytes())
	}
	_, err := w.Out.Write(escaped(document.Bytes()))
	return err
}

// writeFiltered writes the output of --jq for a document. If --jq fails for a command that may have
// sent something, it writes the whole document, so that the outcome and the exit code are not lost.
func (w *Writer) writeFiltered(document []byte) error {
	to := w.Out
	if console.IsTerminal(to) {
		to = tame{to}
	}
	err := w.Filter.Write(w.UI.Stopped, to, document)
	if err == nil {
		return nil
	}
	if !w.Sends {
		return failure.Usage("--jq: %s", text.Clean(err.Error(), text.LineWidth)).Because(err).WithHint("see the whole document with --json")
	}
	w.UI.SayAs("warning", "--jq: "+text.Clean(err.Error(), text.LineWidth)+": the whole document is written")
	_, err = w.Out.Write(escaped(document))
	return err
}

// AllWarnings returns the warnings of the run and those of the result.
func AllWarnings(data any, said []console.Message) []console.Message {
	all := slices.Clone(said)
	v, has := data.(warned)
	if !has {
		return all
	}
	for _, f := range v.Warnings() {
		m := console.Message{Level: "warning", Code: f.Code, Message: f.Summary, Hint: f.Hint}
		same := func(other console.Message) bool { return other.Code == m.Code && other.Message == m.Message }
		if f.Severity == ops.Warn && !slices.ContainsFunc(all, same) {
			all = append(all, m)
		}
	}
	return all
}

// withDetails replaces nil by an empty list or map, so that JSON has [] and {} instead of null.
func withDetails(list []console.Message) []console.Message {
	out := make([]console.Message, len(list))
	for i, m := range list {
		if m.Details == nil {
			m.Details = map[string]any{}
		}
		out[i] = m
	}
	return out
}
