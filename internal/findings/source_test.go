package findings

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// source is the typed program. The test follows through it the values of the codes of findings,
// warnings and errors.
type source struct {
	packages  []*packages.Package
	functions map[string]function     // by full name
	calls     map[string][]call       // by the full name of the called function
	assigned  map[types.Object][]expr // values assigned to a local variable
	literals  []expr                  // composite literals of findings and of feed problems
}

type expr struct {
	of   *packages.Package
	in   *ast.FuncDecl // nil outside a function
	node ast.Expr
	at   int // index of the result of a call; 0 for a single value
}

type call struct {
	of   *packages.Package
	in   *ast.FuncDecl
	node *ast.CallExpr
}

type function struct {
	of   *packages.Package
	node *ast.FuncDecl
}

func load(t *testing.T) *source {
	t.Helper()
	mode := packages.NeedName | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedFiles | packages.NeedImports | packages.NeedExportFile
	list, err := packages.Load(&packages.Config{Mode: mode}, "mpool/internal/...", "mpool/cmd/...")
	if err != nil {
		t.Fatal(err)
	}
	s := &source{list, map[string]function{}, map[string][]call{}, map[types.Object][]expr{}, nil}
	for _, p := range list {
		for _, broken := range p.Errors {
			t.Fatal(broken)
		}
		for _, file := range p.Syntax {
			for _, d := range file.Decls {
				s.declare(p, d)
			}
		}
	}
	return s
}

func (s *source) declare(p *packages.Package, d ast.Decl) {
	in, _ := d.(*ast.FuncDecl)
	if in != nil {
		s.functions[p.TypesInfo.Defs[in.Name].(*types.Func).FullName()] = function{p, in}
	}
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if name := called(p, n); name != "" {
				s.calls[name] = append(s.calls[name], call{p, in, n})
			}
		case *ast.AssignStmt:
			s.assign(p, in, n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			var names []ast.Expr
			for _, name := range n.Names {
				names = append(names, name)
			}
			s.assign(p, in, names, n.Values)
		case *ast.CompositeLit:
			if named, is := p.TypesInfo.TypeOf(n).(*types.Named); is && slices.Contains([]string{"mpool/internal/ops.Finding", "mpool/internal/feed.Problem", "mpool/internal/oracle.Problem"}, named.String()) {
				s.literals = append(s.literals, expr{p, in, n, 0})
			}
		}
		return true
	})
}

func (s *source) assign(p *packages.Package, in *ast.FuncDecl, left, right []ast.Expr) {
	for i, name := range left {
		if field, is := name.(*ast.SelectorExpr); is {
			name = field.Sel
		}
		id, is := name.(*ast.Ident)
		if !is || len(right) == 0 {
			continue
		}
		object := p.TypesInfo.ObjectOf(id)
		if len(right) == len(left) {
			s.assigned[object] = append(s.assigned[object], expr{p, in, right[i], 0})
		} else {
			s.assigned[object] = append(s.assigned[object], expr{p, in, right[0], i})
		}
	}
}

// called returns the full name of the called function; empty if it is not called by name.
func called(p *packages.Package, n *ast.CallExpr) string {
	var id *ast.Ident
	switch f := n.Fun.(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	default:
		return ""
	}
	if f, is := p.TypesInfo.Uses[id].(*types.Func); is {
		return f.FullName()
	}
	return ""
}

// field returns the expression of a field in a composite literal.
func (e expr) field(name string, place int) (expr, bool) {
	for i, element := range e.node.(*ast.CompositeLit).Elts {
		if pair, is := element.(*ast.KeyValueExpr); is {
			if pair.Key.(*ast.Ident).Name == name {
				return expr{e.of, e.in, pair.Value, 0}, true
			}
		} else if i == place {
			return expr{e.of, e.in, element, 0}, true
		}
	}
	return expr{}, false
}

// given returns the codes that the program uses, with their severities, and the places that could not
// be followed.
func (s *source) given() (codes map[string][]string, open []string) {
	codes = map[string][]string{}
	add := func(code expr, severities []string) {
		found, left := s.texts(code, 0)
		for _, name := range found {
			codes[name] = append(codes[name], severities...)
		}
		open = append(open, left...)
	}
	for _, literal := range s.literals {
		var severities []string
		if severity, is := literal.field("Severity", 0); is {
			severities, _ = s.texts(severity, 0)
		}
		if code, is := literal.field("Code", 1); is {
			add(code, severities)
		}
	}
	for name, calls := range s.calls {
		for _, c := range calls {
			switch {
			case name == "mpool/internal/failure.New":
				add(expr{c.of, c.in, c.node.Args[1], 0}, []string{"error"})
			case strings.HasSuffix(name, ").Warn") && len(c.node.Args) > 1:
				add(expr{c.of, c.in, c.node.Args[0], 0}, []string{"warn"})
			}
		}
	}
	for name, f := range s.functions {
		if strings.HasSuffix(name, ").Code") && f.node.Type.Params.NumFields() == 0 {
			found, _ := s.results(f, 0, 0)
			for _, code := range found {
				codes[code] = append(codes[code], "error")
			}
		}
	}
	slices.Sort(open)
	return codes, slices.Compact(open)
}
