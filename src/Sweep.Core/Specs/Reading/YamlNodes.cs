using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads YAML into nodes from the parser's events, so that nothing is resolved, expanded or created on the way.</summary>
internal sealed class YamlNodes
{
    private readonly Parser _parser;
    private readonly SpecErrors _errors;
    private readonly string _text;
    private int _nodes;

    private YamlNodes(string text, SpecErrors errors)
    {
        _parser = new Parser(new StringReader(text));
        _errors = errors;
        _text = text;
    }

    /// <summary>The only document's root; null, with an error, where there is none or the text is no YAML.</summary>
    public static SpecNode? Read(string text, SpecErrors errors)
    {
        var reader = new YamlNodes(text, errors);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException exception)
        {
            reader.AddSyntaxError((int)exception.Start.Line, (int)exception.Start.Column, exception.Message);
            return null;
        }
        catch (InvalidOperationException)
        {
            // The parser's own state is lost on some broken texts; it knows then only how far it came.
            var place = reader._parser.Current?.End ?? Mark.Empty;
            reader.AddSyntaxError((int)place.Line, (int)place.Column, "The text could not be understood from here on");
            return null;
        }
    }

    private SpecNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _errors.Add(new SpecError("", null, null, "", "is empty", "write at least a name and parameters.pattern"));
            return null;
        }

        var root = ReadNode(0);
        if (root is null)
            return null;
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _errors.Add(new SpecError("", (int)second.Start.Line, (int)second.Start.Column, "", "holds a second document", "give one spec a file"));
            return null;
        }

        return root;
    }

    // Null, with an error, where the text asks for too much.
    private SpecNode? ReadNode(int depth)
    {
        var (line, column) = ((int)_parser.Current!.Start.Line, (int)_parser.Current.Start.Column);
        if (depth > SpecLimits.Depth)
        {
            _errors.Add(new SpecError("", line, column, "", $"is nested deeper than {SpecLimits.Depth} levels", "write a spec as the examples do"));
            return null;
        }

        if (++_nodes > SpecLimits.Nodes)
        {
            _errors.Add(new SpecError("", line, column, "", $"has more than {SpecLimits.Nodes} values", "write long lists as ranges: { linear: [a, b], count: n }"));
            return null;
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            _errors.Add(new SpecError("", line, column, $"*{Shown.Of(alias.Value.Value)}", "is an alias, and aliases are not supported", "write the value out"));
            return new SpecNode.Broken(line, column);
        }

        // The parser itself lets "? a" end without a value now and then.
        if (_parser.Current is not NodeEvent node)
            throw new SemanticErrorException(_parser.Current.Start, _parser.Current.End, "Did not find the expected value");
        var isTagged = RefuseDecoration(node, line, column);
        if (_parser.TryConsume<Scalar>(out var scalar))
            return isTagged ? new SpecNode.Broken(line, column) : new SpecNode.Scalar(scalar.Value, scalar.Style != ScalarStyle.Plain, line, column);
        if (_parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<SpecNode>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                if (ReadNode(depth + 1) is not { } item)
                    return null;
                items.Add(item);
            }

            return new SpecNode.List(items, line, column);
        }

        _parser.Consume<MappingStart>();
        var entries = new List<(SpecNode, SpecNode)>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth + 1) is not { } key || ReadNode(depth + 1) is not { } value)
                return null;
            entries.Add((key, value));
        }

        return new SpecNode.Map(entries, line, column);
    }

    private bool RefuseDecoration(NodeEvent node, int line, int column)
    {
        if (!node.Anchor.IsEmpty)
            _errors.Add(new SpecError("", line, column, $"&{Shown.Of(node.Anchor.Value)}", "is an anchor, and anchors are not supported", "write the value out where it is used"));
        if (node.Tag.IsEmpty)
            return false;
        _errors.Add(new SpecError("", line, column, Shown.Of(node.Tag.IsNonSpecific ? "!" : node.Tag.Value), "is a tag, and tags are not supported", "remove it"));
        return true;
    }

    private void AddSyntaxError(int line, int column, string message)
    {
        var lines = _text.Split('\n');
        var remedy = "compare indentation, colons, quotes and brackets with the examples";
        var tabbed = Array.FindIndex(lines, text => text.StartsWith('\t'));
        if (tabbed >= 0 && message.Contains(" tab ", StringComparison.Ordinal))
        {
            // The parser names the place where the broken block began.
            (line, column) = (tabbed + 1, 1);
            remedy = "indent with spaces, not tabs";
        }

        // A text that ends too early is wrong at its end, not in the line after it.
        var last = _text.AsSpan().TrimEnd().Count('\n') + 1;
        if (line > last)
            (line, column) = (last, lines[last - 1].TrimEnd().Length + 1);
        _errors.Add(new SpecError("", line, column, "", $"is not valid YAML: {Shown.Line(message)}", remedy));
    }
}
