package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// phrase is a pattern that readers stumble over, and what to write instead.
type phrase struct{ is, better string }

func phrases() []phrase {
	return []phrase{
		{`\bshall\b`, "must, should or will"},
		{`\bwho(so)?ever\b`, "anyone who"},
		{`\banew\b`, "again, or new"},
		{`\bmend(s|ed)?\b`, "fix"},
		{`\bof now\b`, "current"},
		{`\bany ?more\b`, "no longer"},
		{`\b(is|are) told\b`, "mpool reports"},
		{`\b(is|are) warned of\b`, "mpool warns of"},
		{`(there )?\bis no (address|number|time|token|contract|chain|pool|Safe|list|block|port|function|operation|plan|transaction|signature|door|way|kind)\b`, "is not a valid …"},
		{`\bas asked for\b`, "already in this state"},
		{`\bleave (it|them|this|this call|--[a-z-]+) out\b`, "omit"},
		{`\b(is|are) left out\b`, "is omitted"},
		{`\bthe chain's coin\b`, "the native token"},
		{`\bthe tip\b`, "the priority fee"},
		{`\bholders of BPT\b|\ball who hold BPT\b`, "LPs"},
		{`\bthe pool's own prices\b`, "the pool's spot prices"},
		{`\bof generation [12%]`, "v1 or v2"},
		{`\b(first|second) generation\b`, "v1 or v2"},
		{`\bcomes out otherwise\b`, "differs"},
		{`\btaking your word\b`, "on your word"},
		{`\bit is beyond all numbers\b`, "too large"},
		{`\bby the file\b|\bby the events\b`, "according to"},
		{`\bnobody is there to\b`, "cannot ask"},
		{`\bis a word too many\b`, "unexpected argument"},
		{`\bmakes no sense\b`, "is invalid"},
		{`\bspeaks against\b`, "no problems found"},
		{`\ba mistake in it\b`, "internal error"},
		{`\b(which|how) [a-z ]+ (shall|should) it\b`, "missing --flag"},
		{`\bfor whoever\b|\bto whoever\b`, "for anyone who"},
		{`\bcannot be had\b`, "is unavailable"},
		{`\bis there twice\b`, "duplicate"},
	}
}

// riddles are patterns that comments may not have, and what to write instead.
func riddles() []phrase {
	return []phrase{
		{`\bshall\b`, "must, should or will"},
		{`\bwho(so)?ever\b`, "anyone who, or the name of the role"},
		{`\banew\b`, "again, or new"},
		{`\bmend(s|ed)?\b`, "fix"},
		{`\bof now\b`, "current"},
		{`\bany more\b`, "no longer"},
		{`\b(is|are) told\b`, "gets, or is called with"},
		{`\bsays? of (itself|themselves|himself)\b`, "its own words"},
		{`\bwhom nobody\b|\bnobody has named\b`, "that the user did not name"},
		{`\bgone on with\b`, "continued"},
		{`\bwhat becomes of\b`, "the effect on, or the result of"},
		{`\bthe chain's coin\b`, "the native token"},
		{`\bholders of BPT\b`, "LPs"},
		{`\bhas it that\b|\bas (it|they) (has|have) it\b`, "according to"},
		{`\bof its own accord\b`, "by itself"},
	}
}

// TestPlainComments: no comment of the program has one of these patterns.
func TestPlainComments(t *testing.T) {
	var patterns []*regexp.Regexp
	for _, r := range riddles() {
		patterns = append(patterns, regexp.MustCompile(`(?i)`+r.is))
	}
	comments := 0
	for _, root := range []string{"internal", "cmd"} {
		if err := filepath.WalkDir(filepath.Join("../..", root), func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, parser.ParseComments)
			if err != nil {
				return err
			}
			for _, group := range file.Comments {
				comments++
				words := strings.Join(strings.Fields(group.Text()), " ")
				for i, pattern := range patterns {
					if found := pattern.FindString(words); found != "" {
						t.Errorf("%s:%d: %q: say %s", strings.TrimPrefix(path, "../../"), set.Position(group.Pos()).Line, found, riddles()[i].better)
					}
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	if comments < 5000 {
		t.Fatalf("only %d comments are read", comments)
	}
}

// TestPlainWords: no text of the program or of the documentation has a phrase of the list. Text for
// machines (keys, patterns, contract code) is not checked.
func TestPlainWords(t *testing.T) {
	var patterns []*regexp.Regexp
	for _, p := range phrases() {
		patterns = append(patterns, regexp.MustCompile(`(?i)`+p.is))
	}
	check := func(place, words string) {
		for i, pattern := range patterns {
			if found := pattern.FindString(words); found != "" && !strings.HasPrefix(found, "there is no") {
				t.Errorf("%s: %q: say %s", place, found, phrases()[i].better)
			}
		}
	}
	files := 0
	for _, root := range []string{"internal", "cmd"} {
		if err := filepath.WalkDir(filepath.Join("../..", root), func(path string, _ fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				files++
				wordsOf(t, path, check)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if files < 500 {
		t.Fatalf("only %d files are read", files)
	}
	documents, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(documents) < 9 {
		t.Fatal(documents, err)
	}
	for _, path := range append(documents, "../../README.md", "../../config.example.yaml") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			check(strings.TrimPrefix(path, "../../")+":"+strconv.Itoa(i+1), line)
		}
	}
}

// wordsOf calls check with each string of a file, except import paths and tags.
func wordsOf(t *testing.T, path string, check func(place, words string)) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			n.Tag = nil
		case *ast.BasicLit:
			if words, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && strings.Contains(words, " ") {
				check(strings.TrimPrefix(path, "../../")+":"+strconv.Itoa(set.Position(n.Pos()).Line), words)
			}
		}
		return true
	})
}
