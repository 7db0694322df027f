using Sweep.Core.Trainers.Protocol;

namespace Sweep.Grains.Processes;

/// <summary>What an attempt reported, on disk, so that the next one that goes on from its checkpoint has the points before it too.</summary>
internal sealed class ReportJournal : IDisposable
{
    private readonly FileStream _file;

    private ReportJournal(string path) => _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 64 << 10);

    /// <summary>
    /// Takes up the farthest checkpoint that earlier attempts reported and that is still there, and begins this attempt's journal with what belongs to it.
    /// </summary>
    /// <returns>The journal, the log as it stands at the checkpoint, and the checkpoint's full path; an empty log and null where there is none.</returns>
    public static (ReportJournal Journal, ReportLog Log, string? Checkpoint) Begin(TrialFolder folder)
    {
        var earlier = folder.Journals()
            .Select(path => (Path: path, Last: LastCheckpoint(path, folder.Checkpoints)))
            .Where(one => one.Last is not null)
            .OrderByDescending(one => one.Last!.Step)
            .FirstOrDefault();
        var log = new ReportLog(earlier.Last?.Step ?? 0);
        var journal = new ReportJournal(folder.Journal);
        if (earlier.Last is null)
            return (journal, log, null);
        ReadLines(earlier.Path, line =>
        {
            if (log.TakeUp(line))
                journal.Add(line, ReportKind.Metrics);
        });
        journal._file.Flush(flushToDisk: true);
        return (journal, log, Path.Combine(folder.Checkpoints, earlier.Last.Path));
    }

    /// <summary>Adds a report; with a checkpoint all of it is made safe, since only then it is of use.</summary>
    public void Add(ReadOnlySpan<byte> line, ReportKind kind)
    {
        _file.Write(line);
        _file.WriteByte((byte)'\n');
        if (kind == ReportKind.Checkpoint)
            _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    private static ReportedCheckpoint? LastCheckpoint(string journal, string checkpoints)
    {
        ReportedCheckpoint? last = null;
        var reader = new ReportReader();
        ReadLines(journal, line =>
        {
            reader.Read(line);
            if (reader.Kind == ReportKind.Checkpoint && reader.Step > (last?.Step ?? 0) && Path.Exists(Path.Combine(checkpoints, reader.Text)))
                last = new(reader.Text, reader.Step!.Value);
        });
        return last;
    }

    /// <summary>Up to the first line that is none, where a silo's end has cut it.</summary>
    private static void ReadLines(string path, Action<byte[]> take)
    {
        try
        {
            var lines = new LineSplitter(ReportLimits.LongestLine + 1, (line, _) => take(line.ToArray()));
            using var file = File.OpenRead(path);
            var buffer = new byte[64 << 10];
            for (int count; (count = file.Read(buffer)) > 0;)
                lines.Add(buffer.AsSpan(0, count));
        }
        catch (ReportException)
        {
        }
        catch (FileNotFoundException)
        {
        }
    }
}
