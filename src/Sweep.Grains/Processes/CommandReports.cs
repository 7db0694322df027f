using System.Diagnostics;
using Sweep.Core.Texts;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Grains.Processes;

/// <summary>What one attempt of a command says: its reports, from its output and from its file, and its log.</summary>
internal sealed class CommandReports : IDisposable
{
    private readonly CommandFiles _files;
    private readonly string _objective;
    private readonly ReportFile _file;
    private readonly LogTail _tail = new();
    private long _reported = Stopwatch.GetTimestamp();
    private int _step;
    private double _value;
    private bool _isEnding;

    public CommandReports(CommandFiles files, string objective)
    {
        (_files, _objective) = (files, objective);
        _file = new ReportFile(files.Paths.ReportFile, TakeReport);
        Show();
    }

    private static ReadOnlySpan<byte> Marker => "@sweep "u8;

    public ReportLog Log => _files.Log;

    /// <summary>As of the last look; any thread may ask, as for <see cref="Value"/>.</summary>
    public int Step => Volatile.Read(ref _step);

    /// <summary>The objective's last.</summary>
    public double Value => Volatile.Read(ref _value);

    /// <summary>Since the last report, or the beginning.</summary>
    public TimeSpan Silence => Stopwatch.GetElapsedTime(_reported);

    /// <summary>The first report that was none, once the command was at its end; while it runs such a report is thrown.</summary>
    public ReportException? Wrong { get; private set; }

    /// <summary>The last lines of the log, without secrets; null where there are none.</summary>
    public string? LogTail => _tail.Text() is { } text ? _files.Mask.Of(text) : null;

    /// <summary>The last line of the log for a message.</summary>
    public string LastWords
    {
        get
        {
            var last = LogTail?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
            return last is null ? "it wrote nothing" : $"its last line: {Printable.Of(last, 200)}";
        }
    }

    /// <summary>Takes a line of standard output.</summary>
    public void TakeOutput(ReadOnlySpan<byte> line, bool isWhole)
    {
        if (line.StartsWith(Marker))
            TakeReport(line[Marker.Length..], isWhole);
        else
            _tail.Add(line, isWhole);
    }

    /// <summary>Takes a line of standard error.</summary>
    public void TakeError(ReadOnlySpan<byte> line, bool isWhole) => _tail.Add(line, isWhole);

    /// <summary>Reads what was added to the file.</summary>
    /// <returns>Whether there is more.</returns>
    /// <exception cref="ReportException">It is no report; so for those of the output.</exception>
    public bool Look()
    {
        var isMore = _file.Look();
        Show();
        return isMore;
    }

    /// <summary>From now on a report may be cut: whoever ends in the middle of a line, by a fault or as it was told, has not misused the protocol.</summary>
    public void BeginToEnd() => _isEnding = true;

    /// <summary>Reads the file's rest, as nobody adds to it any more.</summary>
    public void End(bool withLastLine)
    {
        try
        {
            _file.End(withLastLine);
        }
        catch (ReportException wrong)
        {
            Wrong ??= wrong;
        }

        Show();
    }

    public void Dispose() => _file.Dispose();

    private void TakeReport(ReadOnlySpan<byte> line, bool isWhole)
    {
        line = line.Trim(" \t\r"u8);
        if (line.Length == 0)
            return;
        try
        {
            if (Log.Add(line) is { } kind)
                _files.Note(line, kind);
            _reported = Stopwatch.GetTimestamp();
        }
        catch (ReportException wrong) when (_isEnding)
        {
            Wrong ??= wrong;
        }
    }

    private void Show()
    {
        Volatile.Write(ref _value, Log.LastOf(_objective));
        Volatile.Write(ref _step, Log.LastStep);
    }
}
