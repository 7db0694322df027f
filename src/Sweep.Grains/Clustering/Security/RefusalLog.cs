using System.Net;
using Microsoft.Extensions.Logging;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Clustering.Security;

/// <summary>Says what connections were refused: a line an address and cause and minute, however often somebody tries.</summary>
internal sealed class RefusalLog(ILogger logger, TimeProvider time)
{
    private const int MostAddresses = 1000;
    private const string TooMany = "more addresses";
    private const string NoHandshake = "did not finish a TLS handshake";

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _changing = new();
    private readonly Dictionary<(string Address, string Cause), Said> _said = [];

    /// <param name="other">Where the connection came from, or led to.</param>
    /// <param name="fault">What was wrong; null where it did not come to a certificate.</param>
    public void Note(EndPoint? other, string? fault)
    {
        var address = (other as IPEndPoint)?.Address.ToString() ?? other?.ToString() ?? "?";
        lock (_changing)
        {
            // A stranger chooses his certificate's name, which must not make each of his tries another cause.
            var cause = fault is null ? NoHandshake : fault[(fault.LastIndexOf(", which ", StringComparison.Ordinal) + 1)..];
            var now = time.GetTimestamp();
            if (_said.Count >= MostAddresses && !_said.ContainsKey((address, cause)))
            {
                foreach (var old in _said.Where(said => time.GetElapsedTime(said.Value.At, now) >= Period).Select(said => said.Key).ToList())
                    _said.Remove(old);
                if (_said.Count >= MostAddresses)
                    address = TooMany;
            }

            if (_said.TryGetValue((address, cause), out var last) && time.GetElapsedTime(last.At, now) < Period)
            {
                last.Since++;
                return;
            }

            _said[(address, cause)] = new Said(now);
            logger.ConnectionRefused(address, fault ?? NoHandshake, last is { Since: > 0 } more ? $"; {more.Since} times more since that was last said" : "");
        }
    }

    private sealed class Said(long at)
    {
        public long At { get; } = at;

        public long Since { get; set; }
    }
}
