package console

import (
	"bufio"
	"fmt"
	"strings"

	"mpool/internal/text"
)

// Ask asks for a word on the terminal. It may be used only if Interactive is true. Enter alone means
// standard, which the question shows.
func (c *Console) Ask(question, standard string) (string, error) {
	shown := text.Clean(question, text.LineWidth)
	if standard != "" {
		shown += " [" + text.Clean(standard, text.LineWidth) + "]"
	}
	fmt.Fprint(c.Err, shown+": ")
	answer, err := c.typed(func() (string, error) { return bufio.NewReader(c.in).ReadString('\n') })
	if err != nil {
		fmt.Fprintln(c.Err)
		return "", err
	}
	if answer = strings.TrimSpace(answer); answer == "" {
		return standard, nil
	}
	return answer, nil
}
