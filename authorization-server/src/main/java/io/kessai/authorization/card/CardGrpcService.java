package io.kessai.authorization.card;

import io.grpc.stub.StreamObserver;
import io.kessai.grpc.card.v1.CardServiceGrpc.CardServiceImplBase;
import io.kessai.grpc.card.v1.GetAccountRequest;
import io.kessai.grpc.card.v1.GetAccountResponse;
import io.kessai.grpc.card.v1.GetCardRequest;
import io.kessai.grpc.card.v1.GetCardResponse;
import io.kessai.grpc.card.v1.IssueCardRequest;
import io.kessai.grpc.card.v1.IssueCardResponse;
import io.kessai.grpc.card.v1.OpenAccountRequest;
import io.kessai.grpc.card.v1.OpenAccountResponse;
import io.kessai.grpc.card.v1.PostAdjustmentRequest;
import io.kessai.grpc.card.v1.PostAdjustmentResponse;
import io.kessai.grpc.card.v1.SetCardStatusRequest;
import io.kessai.grpc.card.v1.SetCardStatusResponse;
import io.kessai.grpc.card.v1.SetCreditLimitRequest;
import io.kessai.grpc.card.v1.SetCreditLimitResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;

/** The card service on the wire. Contract: card.proto. */
@GrpcService
@Blocking
class CardGrpcService extends CardServiceImplBase {
    private final AccountCalls accounts;
    private final CardCalls cards;

    CardGrpcService(AccountCalls accounts, CardCalls cards) {
        this.accounts = accounts;
        this.cards = cards;
    }

    @Override
    public void openAccount(
            OpenAccountRequest request, StreamObserver<OpenAccountResponse> observer) {
        CallEdge.answer("OpenAccount", observer, () -> accounts.open(request));
    }

    @Override
    public void getAccount(GetAccountRequest request, StreamObserver<GetAccountResponse> observer) {
        CallEdge.answer("GetAccount", observer, () -> accounts.get(request));
    }

    @Override
    public void setCreditLimit(
            SetCreditLimitRequest request, StreamObserver<SetCreditLimitResponse> observer) {
        CallEdge.answer("SetCreditLimit", observer, () -> accounts.setCreditLimit(request));
    }

    @Override
    public void postAdjustment(
            PostAdjustmentRequest request, StreamObserver<PostAdjustmentResponse> observer) {
        CallEdge.answer("PostAdjustment", observer, () -> accounts.postAdjustment(request));
    }

    @Override
    public void issueCard(IssueCardRequest request, StreamObserver<IssueCardResponse> observer) {
        CallEdge.answer("IssueCard", observer, () -> cards.issue(request));
    }

    @Override
    public void getCard(GetCardRequest request, StreamObserver<GetCardResponse> observer) {
        CallEdge.answer("GetCard", observer, () -> cards.get(request));
    }

    @Override
    public void setCardStatus(
            SetCardStatusRequest request, StreamObserver<SetCardStatusResponse> observer) {
        CallEdge.answer("SetCardStatus", observer, () -> cards.setStatus(request));
    }
}
