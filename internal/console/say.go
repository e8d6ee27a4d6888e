package console

import (
	"fmt"
	"io"

	"mpool/internal/failure"
	"mpool/internal/text"
)

// Warn writes a warning, which does not stop the command.
func (c *Console) Warn(code, format string, args ...any) {
	m := Message{Level: "warning", Code: code, Message: fmt.Sprintf(format, args...)}
	c.Warnings = append(c.Warnings, m)
	if !c.Options.JSON {
		c.SayAs(m.Level, text.Rounded(m.Message))
	}
}

// Note writes a note about what happens to standard error, unless --quiet.
func (c *Console) Note(format string, args ...any) {
	if !c.Options.Quiet {
		c.Say(fmt.Sprintf(format, args...))
	}
}

// Say writes one line to standard error, broken at the terminal's width. It cleans the line, because
// every message may quote a node or a contract.
func (c *Console) Say(words string) { c.line("", words) }

// SayAs is Say with a level such as error before the message.
func (c *Console) SayAs(level, words string) {
	c.line(c.PageFor(c.Err).Severity(level)+": ", words)
}

func (c *Console) line(name, words string) {
	p := c.PageFor(c.Err)
	p.Line("mpool: %s%s", name, text.Clean(words, text.MessageWidth))
	_, _ = io.WriteString(c.Err, p.String()) // there is no other place to report a failure
}

// Detail writes a note only with -v.
func (c *Console) Detail(format string, args ...any) {
	if c.Options.Verbose > 0 {
		c.Note(format, args...)
	}
}

// MessagesOf returns the messages of all mistakes in a failure.
func MessagesOf(f *failure.Failure) (list []Message) {
	for _, one := range f.All() {
		list = append(list, Message{Level: "error", Code: one.Code, Message: one.Message, Hint: one.Hint, Details: one.Details})
	}
	return list
}

type Message struct {
	Level   string         `json:"level"`
	Code    string         `json:"code"`
	Message string         `json:"message"`
	Hint    string         `json:"hint,omitempty"`
	Details map[string]any `json:"details"`
}
