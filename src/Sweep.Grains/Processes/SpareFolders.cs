using System.Collections.Concurrent;

namespace Sweep.Grains.Processes;

/// <summary>
/// Folders of trials that ended with nothing in them, for the next trials of their sweep: on a disk at work a folder can take longer to make than a short
/// trial to train, and to rename one takes no time.
/// </summary>
internal sealed class SpareFolders
{
    private readonly ConcurrentDictionary<Guid, ConcurrentBag<string>> _bySweep = new();

    /// <summary>Makes one of them a trial's.</summary>
    /// <returns>False where there is none, or the trial has a folder already.</returns>
    public bool TryTake(Guid sweep, string trial) =>
        !Directory.Exists(trial) && _bySweep.TryGetValue(sweep, out var spares) && spares.TryTake(out var spare) && TryMove(spare, trial);

    /// <summary>Keeps a trial's folder under another name, beside it.</summary>
    public bool TryKeep(Guid sweep, string trial, string spare)
    {
        if (!TryMove(trial, spare))
            return false;
        _bySweep.GetOrAdd(sweep, _ => []).Add(spare);
        return true;
    }

    /// <summary>Those of a sweep are somebody else's to take away.</summary>
    public void Forget(Guid sweep) => _bySweep.TryRemove(sweep, out _);

    /// <summary>The sweeps that have some.</summary>
    public IEnumerable<Guid> Sweeps => _bySweep.Keys;

    /// <summary>Takes those of a sweep away.</summary>
    public void Delete(Guid sweep)
    {
        if (!_bySweep.TryRemove(sweep, out var spares))
            return;
        foreach (var spare in spares)
            Folders.Delete(spare);
        if (spares.TryPeek(out var any))
            Folders.DeleteIfEmpty(Path.GetDirectoryName(any)!);
    }

    private static bool TryMove(string from, string to)
    {
        try
        {
            Directory.Move(from, to);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
