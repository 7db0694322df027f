using Sweep.Storage.Faults;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    /// <summary>A trigger before a row is inserted into a table: what a person might add, in the database's own words.</summary>
    /// <param name="action">"refuse", "drop" (the row is dropped without a word) or "stumble" (an expression of the trigger fails).</param>
    protected abstract string RowTrigger(string table, string condition, string action);

    [Theory]
    [InlineData("trials", "NEW.number = 1", "refuse")]
    [InlineData("trials", "NEW.number = 1", "stumble")]
    [InlineData("trials", "NEW.number = 1", "drop")]
    [InlineData("loss_curves", "NEW.number = 1", "refuse")]
    [InlineData("loss_curves", "NEW.number = 1", "drop")]
    [InlineData("runs", "NEW.best_loss < 0.01", "refuse")]
    public async Task Commit_RowThatATriggerDoesNotTake_IsTheRowsFaultAndAllElseIsTaken(string table, string condition, string action)
    {
        var id = (await SubmitAsync()).Id;
        await QueryAsync(RowTrigger(table, condition, action));
        var other = Samples.Completed(id, 1, 0.001);
        FinishedTrial[] batch = [Samples.Completed(id, 0), other with { Trial = other.Trial with { Replicate = 3 } }, Samples.Failed(id, 2)];
        var refusal = await Assert.ThrowsAsync<StoreException>(() => Store.CommitAsync(batch, [], Cancellation));
        Assert.True(refusal.IsOfRow, refusal.Message);
        Assert.False(refusal.IsTransient);
        Assert.Contains("change the constraint or trigger that refuses it, then resume", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await Store.TotalTrialsAsync(id, Cancellation)).Rows);

        Assert.Equal([CommitOutcome.Committed, CommitOutcome.Committed], await CommitAsync(batch[0], batch[2]));
        Assert.Equal([CommitOutcome.Duplicate], await CommitAsync(batch[0]));
    }
}
