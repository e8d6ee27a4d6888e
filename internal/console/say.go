package console

import (
	"fmt"
	"io"

	"mpool/internal/failure"
	"mpool/internal/text"
)

// Warn tells the user about something that does not stop the command.
func (c *Console) Warn(code, format string, args ...any) {
	m := Message{Level: "warning", Code: code, Message: fmt.Sprintf(format, args...)}
	c.Warnings = append(c.Warnings, m)
	if !c.Options.JSON {
		c.SayAs(m.Level, m.Message)
	}
}

// Note tells the user what is going on, on standard error and unless --quiet.
func (c *Console) Note(format string, args ...any) {
	if !c.Options.Quiet {
		c.Say(fmt.Sprintf(format, args...))
	}
}

// Say writes one line to standard error, which breaks at the terminal's width. What it
// says may quote a node or a contract, so that it is cleaned here, for all messages.
func (c *Console) Say(words string) { c.line("", words) }

// SayAs is Say, with a message's level before it, such as error.
func (c *Console) SayAs(level, words string) {
	c.line(c.PageFor(c.Err).Severity(level)+": ", words)
}

func (c *Console) line(name, words string) {
	p := c.PageFor(c.Err)
	p.Line("mpool: %s%s", name, text.Clean(words, text.MessageWidth))
	_, _ = io.WriteString(c.Err, p.String()) // nowhere else to say that it failed
}

// Detail is a note for those who asked for more with -v.
func (c *Console) Detail(format string, args ...any) {
	if c.Options.Verbose > 0 {
		c.Note(format, args...)
	}
}

// MessagesOf are the mistakes of a failure that is several, each of them.
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
