using System.Text;
using System.Text.Json;
using Sweep.Core.Texts;

namespace Sweep.Core.Trainers.Protocol;

/// <summary>
/// Reads the lines that a trial reports, one after another into the same place, so that a million of them leave nothing for the garbage collector.
/// </summary>
public sealed class ReportReader
{
    private const string Shapes =
        """report {"step":10,"loss":0.4}, {"checkpoint":"folder","step":10} or {"stop":"diverged"}""";

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _namesByText;
    private readonly List<(string Metric, double Value)> _metrics = [];
    private string? _checkpoint;
    private string? _stop;

    public ReportReader() => _namesByText = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the last line said.</summary>
    public ReportKind Kind { get; private set; }

    /// <summary>Its step; null for a stop that has none.</summary>
    public int? Step { get; private set; }

    /// <summary>Its checkpoint, or why it stops; empty for metrics.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Its values, in the order of the line; good until the next is read.</summary>
    public IReadOnlyList<(string Metric, double Value)> Metrics => _metrics;

    /// <param name="line">Without its line feed.</param>
    /// <exception cref="ReportException">It is no report.</exception>
    public void Read(ReadOnlySpan<byte> line)
    {
        if (line.Length > ReportLimits.LongestLine)
            throw Refused(line, $"is longer than the {ReportLimits.LongestLine >> 10} KiB of a report", "report less at once");
        try
        {
            try
            {
                ReadObject(BareNumbers.MayBeIn(line) ? BareNumbers.Quoted(line) : line);
            }
            catch (JsonException)
            {
                ReadObject(BareNumbers.Quoted(line));
            }
        }
        catch (JsonException)
        {
            throw Refused(line, "is no JSON object", Shapes);
        }
        catch (InvalidOperationException)
        {
            throw Refused(line, "has text that is not UTF-8", Shapes);
        }
        catch (ReportException wrong)
        {
            throw new ReportException($"the report {Shown(line)} {wrong.Message}", wrong);
        }

        Settle(line);
    }

    /// <summary>The line for a message: its beginning, on one line.</summary>
    internal static string Shown(ReadOnlySpan<byte> line) => Printable.Of(Secrets.Masked(Encoding.UTF8.GetString(line[..Math.Min(line.Length, 400)])), 120);

    private void ReadObject(ReadOnlySpan<byte> line)
    {
        _metrics.Clear();
        (Step, _checkpoint, _stop) = (null, null, null);
        var json = new Utf8JsonReader(line, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Disallow, MaxDepth = 8 });
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new ReportException($"is no JSON object; {Shapes}");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            ReadMember(ref json);
        if (json.Read())
            throw new ReportException("goes on after its object; write one report a line");
    }

    private void ReadMember(ref Utf8JsonReader json)
    {
        var name = NameOf(ref json);
        json.Read();
        switch (name)
        {
            case "step":
                Step = Step is null ? StepOf(ref json) : throw Twice(name);
                break;
            case "checkpoint":
                _checkpoint = _checkpoint is null ? TextOf(ref json, name) : throw Twice(name);
                break;
            case "stop":
                _stop = _stop is null ? TextOf(ref json, name) : throw Twice(name);
                break;
            default:
                foreach (var (metric, _) in _metrics)
                {
                    if (ReferenceEquals(metric, name))
                        throw Twice(name);
                }

                _metrics.Add((name, NumberOf(ref json, name)));
                break;
        }
    }

    private void Settle(ReadOnlySpan<byte> line)
    {
        (Kind, Text) = (_checkpoint, _stop) switch
        {
            (not null, not null) => throw Refused(line, "is both a checkpoint and a stop", "write a line for each"),
            (not null, null) => (ReportKind.Checkpoint, _checkpoint),
            (null, not null) => (ReportKind.Stop, _stop),
            _ => (ReportKind.Metrics, ""),
        };
        if (Kind != ReportKind.Metrics && _metrics.Count > 0)
            throw Refused(line, $"has metrics beside its {(Kind == ReportKind.Stop ? "stop" : "checkpoint")}", "write a line for each");
        if (Kind == ReportKind.Metrics && _metrics.Count == 0)
            throw Refused(line, "has no metric", Shapes);
        if (Kind != ReportKind.Stop && Step is null)
            throw Refused(line, "has no \"step\"", "say after how many steps, as in {\"step\":10,\"loss\":0.4}");
        if (Kind != ReportKind.Metrics && Text.Length == 0)
            throw Refused(line, "has an empty text", Shapes);
    }

    private string NameOf(ref Utf8JsonReader json)
    {
        var bytes = json.ValueSpan.Length;
        Span<char> text = bytes <= 4 * ReportLimits.LongestName ? stackalloc char[bytes] : new char[bytes];
        text = text[..json.CopyString(text)];
        if (_namesByText.TryGetValue(text, out var known))
            return known;
        if (text.Length is 0 or > ReportLimits.LongestName || !Printable.IsPlain(text))
            throw new ReportException($"has a metric whose name is no printable text of 1 to {ReportLimits.LongestName} characters; rename it");
        if (_names.Count >= ReportLimits.MostMetrics + 3)
            throw new ReportException($"has one metric more than the {ReportLimits.MostMetrics} that a trial may have; report fewer");
        var name = text.ToString();
        _names.Add(name, name);
        return name;
    }

    private static int StepOf(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number)
        {
            if (json.TryGetInt32(out var whole) && whole >= 0)
                return whole;
            if (json.TryGetDouble(out var real) && real is >= 0 and <= int.MaxValue && real == Math.Floor(real))
                return (int)real;
        }

        throw new ReportException($"has a \"step\" that is no whole number from 0 to {int.MaxValue}; write the steps done");
    }

    private static double NumberOf(ref Utf8JsonReader json, string name)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var value))
            return value;
        if (json.TokenType == JsonTokenType.String && json.ValueSpan.Length <= 9 && BareNumbers.Of(json.GetString()) is { } bare)
            return bare;
        throw new ReportException(
            $"has a value of {Printable.Of(name)} that is no number; metrics are numbers, or \"NaN\", \"Infinity\" or \"-Infinity\"");
    }

    private static string TextOf(ref Utf8JsonReader json, string name) =>
        json.TokenType == JsonTokenType.String ? json.GetString()! : throw new ReportException($"has a \"{name}\" that is no text; {Shapes}");

    private static ReportException Twice(string name) => new($"has {Printable.Of(name)} twice; write it once");

    private static ReportException Refused(ReadOnlySpan<byte> line, string rule, string remedy) => new($"the report {Shown(line)} {rule}; {remedy}");
}
