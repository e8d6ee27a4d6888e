package effect

import (
	"fmt"
	"strings"
)

// mostInHeadline is the largest number of items that a headline lists of one call.
const mostInHeadline = 4

// Few joins the first items of a list and says how many more there are.
func Few(list []string, between string) string {
	if left := len(list) - mostInHeadline; left > 0 {
		list = append(list[:mostInHeadline:mostInHeadline], fmt.Sprintf("%d more", left))
	}
	return strings.Join(list, between)
}
