package text

import (
	"fmt"
	"strconv"
)

func Plural(n int, word string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", word)
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func GroupedPlural(n uint64, word string) string {
	text := Group(strconv.FormatUint(n, 10)) + " " + word
	if n != 1 {
		text += "s"
	}
	return text
}

func AreLeft(calls int) string {
	if calls == 1 {
		return "1 call is"
	}
	return fmt.Sprintf("%d calls are", calls)
}
