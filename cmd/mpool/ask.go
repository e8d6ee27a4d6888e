package main

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

// confirm asks on the terminal. Where nobody can be asked, --yes has to say it.
func (c *console) confirm(yes bool, question string) error {
	if yes {
		return nil
	}
	if !c.interactive() {
		return failure.New(failure.Refused, "unconfirmed", "nobody is there to confirm that it shall be %s", asked(question)).
			WithHint("look at the plan, then add --yes")
	}
	fmt.Fprintf(c.err, "%s [y/N] ", question)
	answer, err := c.typed(func() (string, error) { return bufio.NewReader(c.in).ReadString('\n') })
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(c.err)
		return err
	}
	if word := strings.ToLower(strings.TrimSpace(answer)); err == nil && (word == "y" || word == "yes") {
		return nil
	}
	return failure.New(failure.Refused, "declined", "declined: nothing was %s", asked(question))
}

// asked is what a question asks to be done, such as "sign transaction 3 …?".
func asked(question string) string {
	switch word, _, _ := strings.Cut(question, " "); word {
	case "sign":
		return "signed"
	case "propose":
		return "proposed"
	}
	return "sent"
}

// confirmCost asks a question that says what it costs. With --yes it is said all
// the same.
func (c *console) confirmCost(yes bool, question string) error {
	if yes {
		c.note("%s", strings.TrimSuffix(question, "?"))
	}
	return c.confirm(yes, question)
}

// askPassword reads a password from the terminal without echo.
func (c *console) askPassword(question string) ([]byte, error) {
	file, ok := c.in.(*os.File)
	if !ok || !c.interactive() {
		return nil, errors.New("nobody is there to be asked for the password: give --password-file")
	}
	fd := int(file.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return nil, err
	}
	defer func() { _ = term.Restore(fd, before) }() // echo again, after Ctrl-C too
	fmt.Fprint(c.err, question)
	password, err := c.typed(func() (string, error) {
		text, err := term.ReadPassword(fd)
		return string(text), err
	})
	fmt.Fprintln(c.err)
	return []byte(password), err
}

// typed waits for the user, and no longer than until Ctrl-C: a read from a
// terminal goes on after it.
func (c *console) typed(read func() (string, error)) (string, error) {
	select {
	case got := <-mistake.Aside(read):
		return got.Take()
	case <-c.stopped:
		return "", context.Canceled
	}
}
