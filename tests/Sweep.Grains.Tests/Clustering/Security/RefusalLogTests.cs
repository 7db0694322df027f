using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Clustering.Security;

namespace Sweep.Grains.Tests.Clustering.Security;

public sealed class RefusalLogTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _lines = [];

    [Fact]
    public void Note_SameAddressAndCause_IsALineAMinuteWithTheNumberOfOthers()
    {
        var log = Log();
        for (var i = 0; i < 500; i++)
            log.Note(Address(1), $"presents the certificate CN={i}, which has expired");
        Assert.Equal("no connection with 10.0.0.1: it presents the certificate CN=0, which has expired", Assert.Single(_lines));

        _time.Advance(TimeSpan.FromMinutes(1));
        log.Note(Address(1), "presents the certificate CN=a, which has expired");
        Assert.Equal("no connection with 10.0.0.1: it presents the certificate CN=a, which has expired; 499 times more since that was last said", _lines[1]);
    }

    [Fact]
    public void Note_OtherAddressOrCause_IsALineOfItsOwn()
    {
        var log = Log();
        log.Note(Address(1), null);
        log.Note(Address(2), null);
        log.Note(Address(2), "presents no certificate");
        Assert.Equal(3, _lines.Count);
        Assert.StartsWith("no connection with 10.0.0.1: it did not finish a TLS handshake", _lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Note_MoreAddressesThanAreKept_SharesALine()
    {
        var log = Log();
        for (var i = 0; i < 70000; i++)
            log.Note(Address(i), null);
        Assert.Equal(1001, _lines.Count);
        Assert.StartsWith("no connection with more addresses", _lines[^1], StringComparison.Ordinal);
    }

    private static IPEndPoint Address(int number) => new(new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]), 40000 + (number % 1000));

    private RefusalLog Log() => new(new Lines(_lines), _time);

    private sealed class Lines(List<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));
    }
}
