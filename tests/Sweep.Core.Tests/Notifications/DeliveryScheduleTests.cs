using CsCheck;
using Sweep.Core.Notifications;

namespace Sweep.Core.Tests.Notifications;

public sealed class DeliveryScheduleTests
{
    private const double Middle = 0.5;

    private static readonly DeliveryReply Down = new(null, "Connection refused");

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(299)]
    public void After_SuccessOfAnyKind_IsDelivered(int status) =>
        Assert.Equal(new DeliveryDecision(true, null), DeliverySchedule.After(1, new DeliveryReply(status), Middle));

    [Theory]
    [InlineData(100)]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(500)]
    public void After_AnotherAnswer_IsTriedAgain(int status) =>
        Assert.Equal(new DeliveryDecision(false, TimeSpan.FromSeconds(10)), DeliverySchedule.After(1, new DeliveryReply(status), Middle));

    [Fact]
    public void After_Gone_IsGivenUpAtOnce() => Assert.True(DeliverySchedule.After(1, new DeliveryReply(410), Middle).IsGivenUp);

    [Fact]
    public void After_EveryAttempt_WaitsLongerUpToSixHoursForAboutADay()
    {
        var attempts = Enumerable.Range(1, DeliverySchedule.MostAttempts - 1);
        var pauses = attempts.Select(attempt => DeliverySchedule.After(attempt, Down, Middle).Pause!.Value).ToList();
        Assert.Equal([10, 30, 90, 270, 810, 2430, 7290, 21600, 21600, 21600, 21600], pauses.Select(pause => pause.TotalSeconds));
        Assert.InRange(pauses.Sum(pause => pause.TotalHours), 20, 30);
        Assert.True(DeliverySchedule.After(DeliverySchedule.MostAttempts, Down, Middle).IsGivenUp);
    }

    [Theory]
    [InlineData(5, 10)]
    [InlineData(600, 600)]
    [InlineData(864000, 86400)]
    public void After_ReceiverThatAsksForTime_GetsItWithinADay(int asked, int expected) => Assert.Equal(
        TimeSpan.FromSeconds(expected), DeliverySchedule.After(1, new DeliveryReply(503, null, TimeSpan.FromSeconds(asked)), Middle).Pause);

    [Fact]
    public void After_AnyChance_IsAFifthMoreOrLess() => Gen.Select(
        Gen.Int[1, DeliverySchedule.MostAttempts - 1], Gen.Double[0, 0.999999]).Sample((attempt, chance) =>
    {
        var usual = DeliverySchedule.After(attempt, Down, Middle).Pause!.Value;
        var pause = DeliverySchedule.After(attempt, Down, chance).Pause!.Value;
        Assert.InRange(pause, usual * 0.7999, usual * 1.2001);
    });

    [Fact]
    public void After_AnyReply_EndsWithinTheAttempts() => Gen.Select(
        Gen.Int[100, 599].Nullable(), Gen.Int[1, 10_000_000].Nullable(), Gen.Double[0, 0.999999]).Sample((status, asked, chance) =>
    {
        var reply = new DeliveryReply(status, status is null ? "down" : null, asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        Assert.Null(DeliverySchedule.After(DeliverySchedule.MostAttempts, reply, chance).Pause);
        Assert.Equal(reply.IsSuccess, DeliverySchedule.After(1, reply, chance).IsDelivered);
        Assert.Equal(reply.IsSuccess, reply.Trouble is null);
    });
}
