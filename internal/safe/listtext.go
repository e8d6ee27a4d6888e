package safe

import (
	"encoding/json"
	"errors"
	"strings"
)

// parseListOf reads a list or a struct written as JSON.
func parseListOf(text string) (*document, error) {
	if !strings.HasPrefix(text, "[") || !json.Valid([]byte(text)) {
		return nil, errors.New(quoteJS(clip(text)) + " is not a valid list, for example [\"a\",\"b\"]")
	}
	return parseDocument([]byte(text))
}

// parseListText reads a list from an input's text as the web application does: elements between
// brackets, with or without quotes. The application does not read it as JSON, so JSON escapes have no
// meaning.
func parseListText(text string) (*document, error) {
	text = trimBlanks(text)
	if !strings.HasPrefix(text, "[") || !strings.HasSuffix(text, "]") {
		return nil, errors.New(quoteJS(clip(text)) + " is not a valid list, for example [a,b,c]")
	}
	left := mostValues
	return parseBrackets(text, 0, &left)
}

// parseBrackets reads [a,b,[c,d]]. Quotes around an element are optional.
func parseBrackets(text string, depth int, left *int) (*document, error) {
	broken := errors.New(quoteJS(clip(text)) + " is not a valid list, for example [a,b,c]")
	if depth > mostDepth || len(text) < 2 || text[0] != '[' || text[len(text)-1] != ']' {
		return nil, broken
	}
	list := &document{kind: kindArray}
	inside := text[1 : len(text)-1]
	if inside == "" {
		return list, nil
	}
	open, from := 0, 0
	for at := 0; at <= len(inside); at++ {
		switch {
		case at < len(inside) && inside[at] == '[':
			open++
		case at < len(inside) && inside[at] == ']':
			open--
		case at == len(inside) || inside[at] == ',' && open == 0:
			item, err := parseItem(trimBlanks(inside[from:at]), depth+1, left)
			if err != nil {
				return nil, err
			}
			list.items, from = append(list.items, item), at+1
		}
		if open < 0 {
			return nil, broken
		}
	}
	return list, nil
}

func parseItem(text string, depth int, left *int) (*document, error) {
	if *left--; *left < 0 {
		return nil, errValues
	}
	if strings.HasPrefix(text, "[") {
		return parseBrackets(text, depth, left)
	}
	for _, quote := range []string{`"`, `'`} {
		if len(text) > 1 && strings.HasPrefix(text, quote) && strings.HasSuffix(text, quote) {
			text = text[1 : len(text)-1]
		}
	}
	text = trimBlanks(text)
	if text == "" || strings.ContainsAny(text, "\"'[]"+blanks) {
		return nil, errors.New(quoteJS(clip(text)) + " is not a valid list element")
	}
	return textOf(text), nil
}
