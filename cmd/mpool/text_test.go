package main

import (
	"testing"
)

func TestColour(t *testing.T) {
	for _, test := range []struct {
		args []string
		env  map[string]string
		want bool
	}{
		{nil, nil, false}, // not a terminal
		{[]string{"--color=always"}, map[string]string{"NO_COLOR": "1", "TERM": "dumb"}, true},
		{[]string{"--color=never"}, nil, false},
	} {
		w := testWorld(test.env, nil, nil, nil)
		a := newApp(w)
		root := newRoot(a)
		if err := root.ParseFlags(test.args); err != nil {
			t.Fatal(err)
		}
		if got := a.ui.Coloured(a.out); got != test.want {
			t.Errorf("%q: %v", test.args, got)
		}
	}
	for _, env := range []map[string]string{{"NO_COLOR": "1"}, {"CLICOLOR": "0"}, {"TERM": "dumb"}} {
		if (newApp(testWorld(env, nil, nil, nil))).ui.WantsColour() {
			t.Errorf("%v asks for no colours", env)
		}
	}
}
