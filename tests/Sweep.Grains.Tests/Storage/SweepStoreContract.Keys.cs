using Sweep.Storage.Faults;
using Sweep.Storage.Keys;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    [Fact]
    public async Task Keys_Added_ReadBackInOrderOfMaking()
    {
        var (second, first) = (Key("b", KeyScope.Admin, Samples.Start.AddDays(1)), Key("c", KeyScope.Read, Samples.Start));
        foreach (var key in new[] { second, first with { ExpiresAt = Samples.Start.AddHours(1) } })
            await Store.AddKeyAsync(key, Cancellation);
        Assert.Equal(["c", "b"], (await Store.ListKeysAsync(Cancellation)).Select(key => key.Id));
        var read = (await Store.FindKeyAsync("c", Cancellation))!;
        Assert.Equal(first.SecretHash, read.SecretHash);
        Assert.Equal(first with { SecretHash = read.SecretHash, ExpiresAt = Samples.Start.AddHours(1) }, read);
        Assert.Null(await Store.FindKeyAsync("a", Cancellation));
        await Assert.ThrowsAsync<StoreException>(() => Store.AddKeyAsync(first with { Name = "again" }, Cancellation));
        Assert.Equal("key c", (await Store.FindKeyAsync("c", Cancellation))!.Name);
    }

    [Fact]
    public async Task RevokeKey_Twice_KeepsTheTimeOfTheFirst()
    {
        await Store.AddKeyAsync(Key("a", KeyScope.Write, Samples.Start), Cancellation);
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await Store.RevokeKeyAsync("a", Cancellation));
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await Store.RevokeKeyAsync("a", Cancellation));
        Assert.Equal(Samples.Start.AddSeconds(5), (await Store.FindKeyAsync("a", Cancellation))!.RevokedAt);
        Assert.False(await Store.RevokeKeyAsync("b", Cancellation));
    }

    [Fact]
    public async Task NoteKeyUse_OfOneMinute_IsWrittenOnce()
    {
        await Store.AddKeyAsync(Key("a", KeyScope.Write, Samples.Start), Cancellation);
        var at = new DateTimeOffset(2026, 5, 4, 3, 2, 59, 999, TimeSpan.Zero);
        await Store.NoteKeyUseAsync("a", at, Cancellation);
        await Store.NoteKeyUseAsync("a", at.AddSeconds(-58), Cancellation);
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 3, 2, 0, TimeSpan.Zero), (await Store.FindKeyAsync("a", Cancellation))!.LastUsedAt);
        await Store.NoteKeyUseAsync("a", at.AddSeconds(1), Cancellation);
        await Store.NoteKeyUseAsync("a", at, Cancellation);
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 3, 3, 0, TimeSpan.Zero), (await Store.FindKeyAsync("a", Cancellation))!.LastUsedAt);
        await Store.NoteKeyUseAsync("nobody", at, Cancellation);
    }

    [Fact]
    public async Task Keys_ScopeThatIsNone_IsRefusedByTheDatabase()
    {
        await Store.AddKeyAsync(Key("a", KeyScope.Read, Samples.Start), Cancellation);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => QueryAsync("UPDATE api_keys SET scope = 'root'"));
        Assert.Equal(KeyScope.Read, (await Store.FindKeyAsync("a", Cancellation))!.Scope);
    }

    private static KeyRecord Key(string id, KeyScope scope, DateTimeOffset created) =>
        new(id, $"key {id}", [.. Enumerable.Range(0, 32).Select(k => (byte)(k * 8))], scope, created, null, null, null);
}
