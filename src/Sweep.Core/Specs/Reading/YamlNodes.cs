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
            reader.AddSyntaxError(exception);
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

        var isTagged = RefuseDecoration((NodeEvent)_parser.Current, line, column);
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

    private void AddSyntaxError(YamlException exception)
    {
        var lines = _text.AsSpan().TrimEnd().Count('\n') + 1;
        var isBeyond = exception.Start.Line > lines;
        var lineText = _text.Split('\n', lines + 1)[(int)Math.Clamp(exception.Start.Line, 1, lines) - 1];
        var remedy = _text.StartsWith('\t') || _text.Contains("\n\t", StringComparison.Ordinal)
            ? "indent with spaces, not tabs"
            : "compare indentation, colons, quotes and brackets with the examples";
        _errors.Add(new SpecError(
            "",
            isBeyond ? lines : (int)exception.Start.Line,
            isBeyond ? lineText.TrimEnd().Length + 1 : (int)exception.Start.Column,
            "",
            $"is not valid YAML: {Shown.Line(exception.Message)}",
            remedy));
    }
}
