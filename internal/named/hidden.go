package named

import "strconv"

// hides says that a name has something that Clean drops or replaces: it is not what it seems to be.
func hides(name string) bool {
	return len(name) > mostRead || Clean(name, len(name)) != name
}

// mostRead is the length, in bytes, of what is read of a name: it can have a megabyte.
const mostRead = 4096

// codes is a name in quotes, with the code of each character outside ASCII or without a picture, cut to a
// width in columns, of which the quotes do not count.
func codes(name string, width int) string {
	quoted := strconv.QuoteToASCII(name[:min(len(name), mostRead)])
	return `"` + Clean(quoted[1:len(quoted)-1], width) + `"`
}
