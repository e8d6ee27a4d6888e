package console

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"mpool/internal/failure"
	"mpool/internal/mistake"
)

// Confirm asks a question on the terminal. Without a terminal, it requires --yes.
func (c *Console) Confirm(yes bool, question string) error {
	if yes {
		return nil
	}
	if !c.Interactive() {
		return failure.New(failure.Refused, "unconfirmed", "cannot ask for confirmation: not a terminal (or --no-input); nothing was %s", asked(question)).
			WithHint("review the plan, then add --yes")
	}
	fmt.Fprintf(c.Err, "%s [y/N] ", question)
	answer, err := c.typed(func() (string, error) { return bufio.NewReader(c.in).ReadString('\n') })
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(c.Err)
		return failure.New(failure.Interrupted, "interrupted", "interrupted before anything was %s", asked(question)).Because(err)
	}
	if word := strings.ToLower(strings.TrimSpace(answer)); err == nil && (word == "y" || word == "yes") {
		return nil
	}
	return failure.New(failure.Refused, "declined", "declined: nothing was %s", asked(question))
}

// asked returns the action in a question, such as "sign transaction 3 …?".
func asked(question string) string {
	lines := strings.Split(question, "\n")
	switch word, _, _ := strings.Cut(lines[len(lines)-1], " "); word {
	case "sign":
		return "signed"
	case "propose":
		return "proposed"
	}
	return "sent"
}

// ConfirmCost asks a question that states a cost. With --yes it shows the cost and does not ask.
func (c *Console) ConfirmCost(yes bool, question string) error {
	if yes {
		c.Note("%s", strings.TrimSuffix(question, "?"))
	}
	return c.Confirm(yes, question)
}

// AskPassword reads a password from the terminal without echo.
func (c *Console) AskPassword(question string) ([]byte, error) {
	file, ok := c.in.(*os.File)
	if !ok || !c.Interactive() {
		return nil, errors.New("cannot ask for the password without a terminal: use --password-file")
	}
	fd := int(file.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return nil, err
	}
	defer func() { _ = term.Restore(fd, before) }() // restore echo, also after Ctrl-C
	fmt.Fprint(c.Err, question)
	password, err := c.typed(func() (string, error) {
		text, err := term.ReadPassword(fd)
		return string(text), err
	})
	fmt.Fprintln(c.Err)
	return []byte(password), err
}

// typed waits for input, but returns at Ctrl-C: the read itself cannot be interrupted.
func (c *Console) typed(read func() (string, error)) (string, error) {
	select {
	case got := <-mistake.Aside(read):
		return got.Take()
	case <-c.Stopped:
		return "", context.Canceled
	}
}
