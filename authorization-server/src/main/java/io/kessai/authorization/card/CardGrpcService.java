package io.kessai.authorization.card;

import io.grpc.stub.StreamObserver;
import io.kessai.grpc.card.v1.CardServiceGrpc.CardServiceImplBase;
import io.kessai.grpc.card.v1.GetAccountRequest;
import io.kessai.grpc.card.v1.GetAccountResponse;
import io.kessai.grpc.card.v1.GetCardRequest;
import io.kessai.grpc.card.v1.GetCardResponse;
import io.kessai.grpc.card.v1.GetControlsRequest;
import io.kessai.grpc.card.v1.GetControlsResponse;
import io.kessai.grpc.card.v1.IssueCardRequest;
import io.kessai.grpc.card.v1.IssueCardResponse;
import io.kessai.grpc.card.v1.OpenAccountRequest;
import io.kessai.grpc.card.v1.OpenAccountResponse;
import io.kessai.grpc.card.v1.PostAdjustmentRequest;
import io.kessai.grpc.card.v1.PostAdjustmentResponse;
import io.kessai.grpc.card.v1.SetCardStatusRequest;
import io.kessai.grpc.card.v1.SetCardStatusResponse;
import io.kessai.grpc.card.v1.SetControlsRequest;
import io.kessai.grpc.card.v1.SetControlsResponse;
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
    private final ControlCalls controls;

    CardGrpcService(AccountCalls accounts, CardCalls cards, ControlCalls controls) {
        this.accounts = accounts;
        this.cards = cards;
        this.controls = controls;
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

    @Override
    public void setControls(
            SetControlsRequest request, StreamObserver<SetControlsResponse> observer) {
        CallEdge.answer("SetControls", observer, () -> controls.set(request));
    }

    @Override
    public void getControls(
            GetControlsRequest request, StreamObserver<GetControlsResponse> observer) {
        CallEdge.answer("GetControls", observer, () -> controls.get(request));
    }
}
