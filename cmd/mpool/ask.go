package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"
)

// confirm asks on the terminal. Where nobody can be asked, --yes has to say it.
func (a *app) confirm(yes bool, question string) error {
	if yes {
		return nil
	}
	if !a.interactive() {
		return fail(exitRefused, "unconfirmed", "nobody is there to confirm that it shall be sent").
			withHint("look at the plan, then add --yes")
	}
	fmt.Fprintf(a.err, "%s [y/N] ", question)
	answer, err := bufio.NewReader(a.in).ReadString('\n')
	if word := strings.ToLower(strings.TrimSpace(answer)); err == nil && (word == "y" || word == "yes") {
		return nil
	}
	return fail(exitRefused, "declined", "declined: nothing was sent")
}

// askPassword reads a password from the terminal without echo.
func (a *app) askPassword(question string) ([]byte, error) {
	file, ok := a.in.(*os.File)
	if !ok || !a.interactive() {
		return nil, errors.New("nobody is there to be asked for the password: give --password-file")
	}
	fmt.Fprint(a.err, question)
	password, err := term.ReadPassword(int(file.Fd()))
	fmt.Fprintln(a.err)
	return password, err
}
