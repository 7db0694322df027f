using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sweep.Storage.Keys;
using Sweep.Web.Keys;
using Sweep.Web.Tests.Fakes;

namespace Sweep.Web.Tests.Keys;

public sealed class KeyRingTests
{
    private readonly MemoryKeys _keys = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_KeyThatExpires_IsGoodUntilThen()
    {
        var ring = Ring();
        var key = _keys.Add(KeyScope.Read, expiresAt: _time.GetUtcNow() + TimeSpan.FromMinutes(1));
        Assert.NotNull(await ring.FindAsync(key, _cancellation));
        Assert.True(await ring.HasUsableAsync(_cancellation));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await ring.FindAsync(key, _cancellation));
        Assert.False(await ring.HasUsableAsync(_cancellation));
    }

    [Fact]
    public async Task Find_KeyThatWasRevoked_IsGoodForSecondsAtMost()
    {
        var ring = Ring();
        var key = _keys.Add(KeyScope.Read);
        Assert.NotNull(await ring.FindAsync(key, _cancellation));
        Assert.True(await _keys.RevokeKeyAsync(key.Split('_')[1], _cancellation));
        _time.Advance(KeyRing.Memory);
        Assert.Null(await ring.FindAsync(key, _cancellation));
    }

    [Fact]
    public async Task Find_ManyTimes_NotesTheUseOnceAMinute()
    {
        var ring = Ring();
        var key = _keys.Add(KeyScope.Read);
        for (var k = 0; k < 130; k++)
        {
            await ring.FindAsync(key, _cancellation);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, _keys.Notes);
    }

    private KeyRing Ring() => new(_keys, _time, NullLogger<KeyRing>.Instance);
}
