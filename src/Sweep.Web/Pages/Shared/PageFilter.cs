using Microsoft.AspNetCore.Http;
using Sweep.Service.Answers;
using Sweep.Storage.Faults;

namespace Sweep.Web.Pages.Shared;

/// <summary>What holds for all pages: how long they are kept, and what is shown while the database is away.</summary>
internal sealed class PageFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var response = context.HttpContext.Response;
        response.Headers.CacheControl = "private, no-cache";
        try
        {
            return await next(context);
        }
        catch (StoreException away) when (away.IsTransient)
        {
            response.Headers.RetryAfter = "5";
            return PageResult.Of<MessagePage>(
                new MessageModel("The database is away", [away.Message, "Sweeps go on by themselves once it is back; so does this page when you load it again."]),
                StatusCodes.Status503ServiceUnavailable);
        }
        catch (StoreException damaged)
        {
            return PageResult.Of<MessagePage>(new MessageModel("The database refuses", [damaged.Message]), StatusCodes.Status500InternalServerError);
        }
        catch (RefusalException refused)
        {
            return Refusals.Page(refused.Refusal);
        }
    }
}
