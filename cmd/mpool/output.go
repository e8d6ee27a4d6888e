package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"

	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// schemaVersion is raised where a key changes its name or its meaning: docs/json.md.
const schemaVersion = 2

// envelope is the one JSON document of a command, after cast's.
type envelope struct {
	SchemaVersion int               `json:"schema_version"`
	Success       bool              `json:"success"`
	Data          any               `json:"data"`
	Errors        []console.Message `json:"errors"`
	Warnings      []console.Message `json:"warnings"`
}

// warned is a view with findings. Scripts look for warnings in one place.
type warned interface {
	Warnings() []ops.Finding
}

// showResult shows what came out, unless an error did.
func (a *app) showResult(v text.View, err error) error {
	if err != nil {
		return err
	}
	return a.show(v)
}

// show writes the command's one result to standard output. A command that goes
// on after it, as devnet does, may call it early.
func (a *app) show(v text.View) error {
	a.answered = true
	if a.ui.Options.JSON {
		return a.writeEnvelope(v, nil)
	}
	return a.writeText(v)
}

// rows is a result that spreadsheets take too.
type rows interface {
	text.View
	CSV(to io.Writer) error
}

// oneForm refuses two forms of the one result.
func (a *app) oneForm(csv bool) error {
	if csv && a.ui.Options.JSON {
		return failure.Usage("--csv and --json cannot be combined").WithHint("use one of them")
	}
	return nil
}

// showAs shows a result, as comma-separated values where those are asked for.
func (a *app) showAs(csv bool, v rows) error {
	if !csv {
		return a.show(v)
	}
	a.answered = true
	return v.CSV(a.out)
}

// tellNow tells what went wrong before the command ends, and once.
func (a *app) tellNow(ctx context.Context, err error) error {
	failed := a.classify(ctx, err)
	a.report(failed)
	failed.Told = true
	return failed
}

// report writes a failure: two lines on standard error, or the JSON document.
// Where standard output has its document already, JSON mode too uses the lines.
func (a *app) report(f *failure.Failure) {
	if a.ui.Options.JSON && !a.answered {
		if a.writeEnvelope(f.Result, console.MessagesOf(f)) == nil && !a.filter.Given() {
			return
		}
	}
	if f.Result != nil && !a.answered && !a.filter.Given() {
		_ = a.writeAbove(f.Result, f.Code) // the error that follows matters more than this one
	}
	for _, m := range console.MessagesOf(f) {
		a.ui.SayAs("error", m.Message)
		if m.Hint != "" {
			a.ui.Say("hint: " + m.Hint)
		}
	}
}

func (a *app) writeText(v text.View) error { return a.writeAbove(v, "") }

// writeAbove writes a result above the error of a finding, which it need not say too where
// both are on one terminal.
func (a *app) writeAbove(v text.View, code string) error {
	p := a.ui.NewPage()
	if console.IsTerminal(a.out) && console.IsTerminal(a.err) {
		p.Below = code
	}
	v.Text(p)
	_, err := io.WriteString(a.out, p.String())
	return err
}

func (a *app) writeEnvelope(data text.View, errs []console.Message) error {
	e := envelope{
		SchemaVersion: schemaVersion,
		Success:       len(errs) == 0,
		Data:          data,
		Errors:        withDetails(errs),
		Warnings:      withDetails(allWarnings(data, a.ui.Warnings)),
	}
	var document bytes.Buffer
	enc := json.NewEncoder(&document)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e); err != nil {
		return err
	}
	if a.filter.Given() {
		return a.writeFiltered(document.Bytes())
	}
	_, err := a.out.Write(document.Bytes())
	return err
}

// writeFiltered writes what --jq makes of a document. Where it fails on what a command
// came to that may have sent something, the whole document is written: the outcome must
// not be lost, nor the exit code say something else.
func (a *app) writeFiltered(document []byte) error {
	err := a.filter.Write(a.ui.Stopped, a.out, document)
	if err == nil {
		return nil
	}
	if !a.sends {
		return failure.Usage("--jq: %s", text.Clean(err.Error(), text.LineWidth)).Because(err).WithHint("see the whole document with --json")
	}
	a.ui.SayAs("warning", "--jq: "+text.Clean(err.Error(), text.LineWidth)+": the whole document is written")
	_, err = a.out.Write(document)
	return err
}

// allWarnings are what was warned of on the way, and what the result warns of.
func allWarnings(data any, said []console.Message) []console.Message {
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

// withDetails writes [] and {} where Go has nil, so that scripts need not ask.
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
