using System.Collections.Concurrent;

namespace Sweep.Web.Api;

/// <summary>Counts streams of events: each holds a connection for as long as its reader likes.</summary>
internal sealed class StreamGate(ApiLimits limits)
{
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);
    private int _all;

    /// <param name="caller">The key, or the address.</param>
    /// <returns>Null where there are enough; else what is to be disposed of at the end.</returns>
    public IDisposable? TryEnter(string caller)
    {
        var all = Interlocked.Increment(ref _all);
        var own = _open.AddOrUpdate(caller, 1, static (_, count) => count + 1);
        var pass = new Pass(() => Leave(caller));
        if (all <= limits.Streams && own <= limits.StreamsOfOne)
            return pass;
        pass.Dispose();
        return null;
    }

    private void Leave(string caller)
    {
        Interlocked.Decrement(ref _all);
        if (_open.AddOrUpdate(caller, 0, static (_, count) => count - 1) == 0)
            _open.TryRemove(KeyValuePair.Create(caller, 0));
    }

    private sealed class Pass(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
