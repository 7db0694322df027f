using System.Text;
using System.Text.Json;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads JSON into nodes, each with its place.</summary>
internal ref struct JsonNodes
{
    private readonly ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _reader;
    private int _place;
    private int _line = 1;
    private int _column = 1;
    private int _nodes;

    private JsonNodes(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = SpecLimits.Depth });
    }

    /// <summary>The root; or what keeps the text from being JSON.</summary>
    public static (SpecNode? Root, SpecError? Error) Read(string text)
    {
        var nodes = new JsonNodes(Encoding.UTF8.GetBytes(text));
        try
        {
            nodes._reader.Read();
            var root = nodes.ReadNode();
            nodes._reader.Read();
            return (root, null);
        }
        catch (JsonException exception)
        {
            var line = (int)(exception.LineNumber ?? 0);
            var start = StartOfLine(nodes._utf8, line);
            var column = Encoding.UTF8.GetCharCount(nodes._utf8.Slice(start, (int)(exception.BytePositionInLine ?? 0)));
            return (null, SyntaxError(line + 1, column + 1, exception.Message));
        }
        catch (InvalidOperationException exception)
        {
            return (null, SyntaxError(nodes._line, nodes._column, exception.Message));
        }
    }

    private SpecNode ReadNode()
    {
        MoveTo((int)_reader.TokenStartIndex);
        var (line, column) = (_line, _column);
        if (++_nodes > SpecLimits.Nodes)
            throw new InvalidOperationException($"It has more than {SpecLimits.Nodes} values.");
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartArray:
                var items = new List<SpecNode>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadNode());
                return new SpecNode.List(items, line, column);
            case JsonTokenType.StartObject:
                var entries = new List<(SpecNode, SpecNode)>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = ReadNode();
                    _reader.Read();
                    entries.Add((key, ReadNode()));
                }

                return new SpecNode.Map(entries, line, column);
            case JsonTokenType.String or JsonTokenType.PropertyName:
                return new SpecNode.Scalar(_reader.GetString()!, isQuoted: true, line, column);
            default:
                return new SpecNode.Scalar(Encoding.UTF8.GetString(_reader.ValueSpan), isQuoted: false, line, column);
        }
    }

    // Tokens come in order, so each byte is looked at once.
    private void MoveTo(int place)
    {
        var passed = _utf8[_place..place];
        var breaks = passed.Count((byte)'\n');
        _line += breaks;
        _column = breaks == 0
            ? _column + Encoding.UTF8.GetCharCount(passed)
            : 1 + Encoding.UTF8.GetCharCount(passed[(passed.LastIndexOf((byte)'\n') + 1)..]);
        _place = place;
    }

    private static int StartOfLine(ReadOnlySpan<byte> utf8, int line)
    {
        var start = 0;
        for (var passed = 0; passed < line; passed++)
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        return start;
    }

    private static SpecError SyntaxError(int line, int column, string message)
    {
        var technical = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new SpecError(
            "",
            line,
            column,
            "",
            $"is not valid JSON: {Shown.Line(technical < 0 ? message : message[..technical])}",
            "compare commas, quotes and brackets with the examples");
    }
}
